'use strict';
require('./bootstrap/node-version.cjs');
const { ready, root } = require('./bootstrap/index.cjs');

ready(test);

/** Runs jest over everything (or what the arguments name) and closes with one line of totals. */
async function test() {
  process.env['NODE_ENV'] = process.env['NODE_ENV'] || 'test';
  const { buildArgv, runCLI } = require('jest');
  const { results } = await runCLI(await buildArgv(process.argv.slice(2)), [root]);
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exit(results.success && failed === 0 ? 0 : 1);
}
