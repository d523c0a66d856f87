/** Everything comes from the server itself: the page works without a network. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";

export const DOCS_HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tabularium API</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
input { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box; }
details { border-bottom: 1px solid #8886; padding: .4rem 0; }
summary { cursor: pointer; }
code, pre { font: 14px/1.45 ui-monospace, monospace; }
pre { overflow: auto; padding: .75rem; background: #8881; }
.method { display: inline-block; width: 4rem; font-weight: 600; }
</style>
</head>
<body>
<h1>Tabularium API</h1>
<p id="about"></p>
<p>The description for programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
<label for="find">Find a command or a question</label>
<input id="find" type="search" autocomplete="off">
<main id="operations" aria-live="polite"><p>Loading…</p></main>
<script src="/docs/docs.js" defer></script>
</body>
</html>
`;

/** Plain browser script; texts go in as text, never as markup. */
export const DOCS_SCRIPT = `'use strict';
const make = (tag, text, ...children) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
};
const json = (value) => make('pre', JSON.stringify(value, null, 2));
function operation(method, path, { summary, description, parameters = [], requestBody, responses }) {
  const name = make('span', method.toUpperCase());
  name.className = 'method';
  const head = make('summary', '', name, make('code', path), ' ', summary || '');
  const body = make('div');
  if (description) body.append(Object.assign(make('p', description), { style: 'white-space: pre-wrap' }));
  if (parameters.length) {
    body.append(make('h3', 'Parameters'));
    const list = make('ul');
    for (const p of parameters) list.append(make('li', '', make('code', p.name), ' (' + p.in + ') ' + (p.description || '')));
    body.append(list);
  }
  const content = requestBody && Object.values(requestBody.content || {})[0];
  if (content) body.append(make('h3', 'Body'), json(content.schema));
  body.append(make('h3', 'Answers'));
  const answers = make('ul');
  for (const [status, { description: words }] of Object.entries(responses || {})) answers.append(make('li', status + ' ' + (words || '')));
  body.append(answers);
  const details = make('details', '', head, body);
  details.dataset.text = (method + ' ' + path + ' ' + (summary || '')).toLowerCase();
  return details;
}
async function show() {
  const document_ = await (await fetch('/api/openapi.json')).json();
  document.getElementById('about').textContent = document_.info.description;
  const groups = new Map();
  for (const [path, methods] of Object.entries(document_.paths))
    for (const [method, spec] of Object.entries(methods)) {
      const tag = (spec.tags || ['Other'])[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(operation(method, path, spec));
    }
  const main = document.getElementById('operations');
  main.replaceChildren();
  for (const [tag, operations] of groups) main.append(make('section', '', make('h2', tag), ...operations));
  document.getElementById('find').addEventListener('input', ({ target }) => {
    const wanted = target.value.toLowerCase().trim();
    for (const details of main.querySelectorAll('details')) details.hidden = !details.dataset.text.includes(wanted);
    for (const section of main.querySelectorAll('section')) section.hidden = !section.querySelector('details:not([hidden])');
  });
}
show().catch((error) => document.getElementById('operations').replaceChildren(make('p', 'The description did not load: ' + error.message)));
`;
