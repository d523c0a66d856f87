'use strict';
require('./bootstrap/node-version.cjs');
const { ready, root } = require('./bootstrap/index.cjs');

/** Servers that are started and killed, and whole records on every pair of engines: in continuous integration, or when asked for. */
const LONG = [
  '/test/faults/',
  '/test/[a-z]+-faults.spec',
  '/event-store/test/durability.spec',
  '/read-store/test/postgresql.spec',
  '/e2e/golden-stories-eventstoredb.spec',
  '/e2e/engines.spec',
  '/e2e/sample.spec',
];

ready(test);

/** Runs jest over everything (or what the arguments name) and closes with one line of totals. */
async function test() {
  process.env['NODE_ENV'] = process.env['NODE_ENV'] || 'test';
  const { buildArgv, runCLI } = require('jest');
  const asked = process.argv.slice(2);
  const leftOut = asked.length > 0 || process.env['CI'] ? [] : LONG;
  const argv = await buildArgv([
    ...asked.filter((one) => one !== '--all'),
    ...leftOut.map((path) => `--testPathIgnorePatterns=${path}`),
  ]);
  const { results } = await runCLI(argv, [root]);
  if (leftOut.length > 0)
    process.stdout.write(
      `\nLeft out, as they take minutes:\n  ${leftOut.join('\n  ')}\nnpm test -- --all runs them too\n`,
    );
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exit(results.success && failed === 0 ? 0 : 1);
}
