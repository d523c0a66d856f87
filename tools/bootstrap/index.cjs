'use strict';
const { join } = require('node:path');
const { build, isBuilt } = require('./build.cjs');
const { install, isInstalled } = require('./install.cjs');
const { withLock } = require('./lock.cjs');

const root = join(__dirname, '..', '..');

/** Makes a checkout ready to run: dependencies as locked, dist/ as the sources are. Does nothing when both are so. */
async function bootstrap() {
  if (isInstalled(root) && isBuilt(root)) return;
  await withLock(join(root, '.cache', 'bootstrap.lock'), async () => {
    await install(root);
    await build(root);
  });
}

/** Bootstraps, then runs the work. A failed bootstrap is said in words and ends the process. */
function ready(work) {
  bootstrap().then(work, (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}

/** Runs a compiled program in this process: signals, streams and exit codes are its own. */
function runMain(app) {
  process.argv[1] = join(root, 'dist', 'apps', app, 'src', 'main.js');
  require('node:module').runMain();
}

module.exports = { ready, root, runMain };
