'use strict';
const { spawn } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { step } = require('./progress.cjs');

/** `npm ci`, unless what is installed is what the lockfile names. */
async function install(root) {
  if (isInstalled(root)) return;
  await step('Installing dependencies (npm ci)', () => npm(root, ['ci', '--include=dev', '--no-progress']));
}

/** Compares contents, not file times: a checkout or a touch must not throw a good installation away. */
function isInstalled(root) {
  const [wanted, found] = [packagesIn(join(root, 'package-lock.json')), packagesIn(installedList(root))];
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    return found[path] ? found[path].version === version : (optional ?? devOptional ?? false);
  });
}

/** What npm notes about an installation when it is complete. */
const installedList = (root) => join(root, 'node_modules', '.package-lock.json');

const packagesIn = (file) => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).packages ?? {}) : {});

function npm(root, args) {
  const [program, before, shell] = npmProgram();
  const child = spawn(program, [...before, ...args], { cwd: root, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stdout.on('data', (chunk) => said.push(chunk));
  child.stderr.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm cannot be started: ${error.message}`)));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args[0]} failed (exit code ${code})\n${said.join('')}`)),
    );
  });
}

/** The npm that started us, else the one on the path (a script on Windows, hence the shell). */
function npmProgram() {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('npm-cli.js')) return [process.execPath, [running], false];
  return ['npm', [], process.platform === 'win32'];
}

module.exports = { install, isInstalled };
