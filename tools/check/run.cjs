'use strict';
const { spawn } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { root } = require('../bootstrap/index.cjs');

/** Runs the program its package (the owner) brings, in this Node; resolves with its exit code and everything it said. */
function run(owner, program, args, cwd = root) {
  const child = spawn(process.execPath, [programFile(owner, program), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, all] = [[], []];
  child.stdout.on('data', (chunk) => (out.push(chunk), all.push(chunk)));
  child.stderr.on('data', (chunk) => all.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout: text(out), output: text(all) }));
  });
}

const text = (chunks) => Buffer.concat(chunks).toString('utf8');

function programFile(owner, program) {
  const folder = join(root, 'node_modules', owner);
  if (!existsSync(folder)) throw new Error(`${owner} is not installed`);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

module.exports = { run };
