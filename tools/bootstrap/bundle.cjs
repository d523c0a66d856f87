'use strict';
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { copyFile, mkdtemp, rm } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

/** The servers. The command line loads what a command needs, and no more: a bundle would load it all. */
const PROGRAMS = ['apps/api', 'apps/projector'];

/** Have files of their own beside them (fonts, native code, pages), which a bundle would lose. */
const WITH_FILES = ['@eventstore/db-client', '@photostructure/sqlite', 'oidc-provider', 'pdfkit'];

/** A start that takes longer is ended; the server is then compiled when it starts, as without a start before. */
const START_MS = 30_000;

/** What Nest looks for and does without if it is not installed. */
const absent = {
  name: 'absent',
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...at }) => {
      if (pluginData === absent) return undefined;
      const { errors } = await resolve(path, { ...at, pluginData: absent });
      return errors.length > 0 ? { path, external: true } : undefined;
    }),
};

/** Puts each server into one file: finding, reading and compiling 2,000 modules one by one is half of its start. */
async function bundle(dist) {
  const { build } = require('esbuild');
  await build({
    entryPoints: PROGRAMS.map((app) => ({ in: join(dist, app, 'src', 'main.js'), out: join(app, 'src', 'program') })),
    outdir: dist,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: WITH_FILES,
    plugins: [absent],
    // What is compiled, not the sources that the compiler is told to look at.
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  for (const app of PROGRAMS) {
    const main = join(dist, app, 'src', 'main.js');
    await rm(`${main}.map`);
    await copyFile(join(__dirname, 'launcher.cjs'), main);
  }
  await Promise.all(PROGRAMS.map((app) => startOnce(join(dist, app, 'src', 'main.js'))));
}

/** So that what is compiled of it in a start is kept. A projector has no servers here, and gets as far as saying so. */
async function startOnce(main) {
  const data = await mkdtemp(join(tmpdir(), 'tabularium-build-'));
  const env = { PATH: process.env.PATH, TABULARIUM_DATA: data, TABULARIUM_PORT: '0', TABULARIUM_SAMPLE: 'no' };
  const child = spawn(process.execPath, [main, '--keep-compiled'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  // It says nothing before it serves.
  child.stdout.once('data', () => child.kill('SIGTERM'));
  await Promise.race([closed, sleep(START_MS, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await closed;
  await rm(data, { recursive: true, force: true });
}

module.exports = { bundle };
