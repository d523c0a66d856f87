'use strict';
require('./bootstrap/node-version.cjs');
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { ready, root } = require('./bootstrap/index.cjs');
const { contexts, events, settings, vocabulary } = require('./contracts.cjs');

const SCHEMAS = 'docs/schemas/events';
const ENVIRONMENT = 'deploy/environment.md';

/** Every generated document by its path: the catalogue, a JSON Schema for each event, the settings. */
function documents() {
  const { catalogue } = vocabulary();
  const schemas = events().map(({ type, message }) => schemaFile(type, message));
  return new Map([['docs/events.md', catalogue(contexts())], [ENVIRONMENT, environment()], ...schemas]);
}

function schemaFile(type, message) {
  const { eventSpec, schemaOf } = vocabulary();
  const { version, summary } = eventSpec(message);
  const $schema = 'https://json-schema.org/draft/2020-12/schema';
  const schema = { $schema, $id: `${type}.v${version}.json`, title: type, description: summary, ...schemaOf(message) };
  return [`${SCHEMAS}/${type}.v${version}.json`, `${JSON.stringify(schema, null, 2)}\n`];
}

/** The environment variables, as the engine checks them when it starts. */
function environment() {
  const rows = settings().map(({ name, meaning, allowed, fallback }) =>
    [`\`${name}\``, fallback === undefined ? 'unset' : `\`${fallback}\``, meaning, allowed].join(' | '),
  );
  return `# Environment

Written by \`npm run docs\` from the checks that the engine makes when it starts. An empty variable counts as unset; a
wrong one keeps the engine from starting, with every fault in one message.

| variable | default | meaning | allowed |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}

\`TABULARIUM_TOKEN\` is what the command line sends as bearer; the server does not read it.
`;
}

/** Documents that are missing, differ from what the contracts say, or that no contract asks for any more. */
function stale() {
  const wanted = documents();
  const differs = ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text;
  return [...[...wanted].filter(differs).map(([path]) => path), ...leftOver(wanted)];
}

function leftOver(wanted) {
  const folder = join(root, SCHEMAS);
  const found = existsSync(folder) ? readdirSync(folder).map((name) => `${SCHEMAS}/${name}`) : [];
  return found.filter((path) => !wanted.has(path));
}

function write() {
  const wanted = documents();
  for (const path of leftOver(wanted)) rmSync(join(root, path));
  for (const [path, text] of wanted) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  process.stdout.write(`${wanted.size} documents written from the contracts\n`);
}

if (require.main === module) ready(write);

module.exports = { stale };
