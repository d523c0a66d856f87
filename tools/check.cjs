'use strict';
require('./bootstrap/node-version.cjs');
const { ready, root } = require('./bootstrap/index.cjs');
const { seconds } = require('./bootstrap/progress.cjs');
const { ambiguousRefusals, conventions } = require('./check/conventions.cjs');
const { toothlessRules } = require('./check/rules-bite.cjs');
const { run } = require('./check/run.cjs');
const { stale } = require('./docs.cjs');

/** A step that is a program: its complaint is what it says when it fails. */
const program =
  (...what) =>
  async () => {
    const { code, output } = await run(...what);
    return code === 0 ? '' : output.trim() || `exit code ${code}`;
  };

/** A step that lists what is wrong. */
const list = (faults) => async () => {
  const found = await faults();
  return [...found.slice(0, 20), ...(found.length > 20 ? [`… and ${found.length - 20} more`] : [])].join('\n');
};

/** Longest first: two run at a time. A step resolves with its complaint; an empty one is a pass. */
const steps = {
  lint: program('eslint', 'eslint', ['.']),
  types: program('typescript', 'tsc', ['-p', '.', '--pretty', 'false']),
  format: program('prettier', 'prettier', ['--check', '--log-level', 'warn', '.']),
  'rules bite': list(toothlessRules),
  imports: program('dependency-cruiser', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test']),
  'dead code': program('knip', 'knip', ['--no-progress']),
  conventions: list(() => conventions(root).map(({ file, rule, words }) => `${file}: ${rule}: ${words}`)),
  refusals: list(ambiguousRefusals),
  documents: list(() => stale().map((path) => `${path} is not what the contracts say; run npm run docs`)),
};

ready(check);

async function check() {
  const waiting = Object.entries(only(process.argv.slice(2)));
  const complaints = new Map();
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) complaints.set(next[0], await timed(...next));
  };
  await Promise.all([worker(), worker()]);
  conclude(complaints);
}

/** `npm run check -- lint imports` runs those steps. */
function only(names) {
  const unknown = names.filter((name) => !(name in steps));
  if (unknown.length > 0) throw new Error(`There is no step ${unknown}; steps are ${Object.keys(steps).join(', ')}`);
  return names.length === 0 ? steps : Object.fromEntries(names.map((name) => [name, steps[name]]));
}

async function timed(name, step) {
  const since = performance.now();
  const complaint = await step().catch((error) => String(error.stack));
  process.stdout.write(`${complaint ? 'FAIL' : 'ok  '} ${name.padEnd(12)} ${seconds(since).padStart(6)} s\n`);
  return complaint;
}

function conclude(complaints) {
  const failed = [...complaints].filter(([, complaint]) => complaint);
  for (const [name, complaint] of failed) process.stdout.write(`\n--- ${name}\n${complaint}\n`);
  const names = failed.map(([name]) => name).join(', ');
  process.stdout.write(
    `\n${complaints.size - failed.length} passed, ${failed.length} failed${names && `: ${names}`}\n`,
  );
  process.exit(failed.length === 0 ? 0 : 1);
}
