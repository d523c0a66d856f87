import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { transformSync } from '@swc/core';
import type { ReadStore } from '../src/port';
import type { Harness, Site } from './harness';
import { ingestAll, withStore, ZONE } from './harness';
import { expectFolded } from './lifecycle-suite';
import { manyEvents } from './many-events';
import { Random } from './random';
import { acc, snap } from './views';

const SEED = 77;
const EVENTS = 4_000;
const KILLS = 20;
const views = [snap, acc];
const options = { views, timeZone: ZONE, today: () => '2024-02-01' };

/** A real process is killed while it ingests: rows and checkpoint are there together or not at all. */
export function killedProcesses(harness: Harness): void {
  it(`applies every event exactly once though its process is killed ${KILLS} times`, async () => {
    const log = manyEvents(SEED, EVENTS);
    const program = compiledLibrary();
    const random = new Random(SEED);
    await withStore(harness, options, async (store, site) => {
      let midway = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        await ingestAndBeKilled(program, site, random.int(0, 60));
        const { index } = await store.checkpoint();
        if (index >= 0 && index < EVENTS - 1) midway++;
        await expectApplied(store, index);
      }
      expect(midway).toBeGreaterThan(KILLS / 2);
      await ingestAll(store, log, random, 500);
      await expectFolded(store, log, views);
      const survived = await dumpBoth(site);
      await withStore(harness, options, async (fresh, other) => {
        await ingestAll(fresh, log);
        expect(survived).toEqual(await dumpBoth(other));
      });
    });
    rmSync(program, { recursive: true });
  }, 120_000);
}

async function expectApplied(store: ReadStore, index: number): Promise<void> {
  expect((await store.status()).map(({ appliedTo }) => appliedTo)).toEqual([index, index]);
  if (index >= 0) expect((await store.eventsOf({ from: index, limit: 5 })).length).toBe(1);
}

const dumpBoth = async (site: Site) => [...(await site.dump('snap')), ...(await site.dump('acc'))];

const child = (openInChild: string): string => `
const { manyEvents } = require('./test/many-events');
const { snap, acc } = require('./test/views');
const open = ${openInChild};
(async () => {
  const log = manyEvents(${SEED}, ${EVENTS});
  const store = await open({ views: [snap, acc], timeZone: '${ZONE}', today: () => '2024-02-01' });
  const epoch = await store.takeOver();
  let { index } = await store.checkpoint();
  process.stdout.write('ingesting');
  while (index < log.length - 1) {
    const size = 1 + Math.floor(Math.random() * 40);
    ({ index } = await store.ingest(epoch, log.slice(index + 1, index + 1 + size)));
  }
  process.stdout.write('done');
  setInterval(() => undefined, 1000);
})();`;

async function ingestAndBeKilled(program: string, site: Site, afterMs: number): Promise<void> {
  const process = spawn(globalThis.process.execPath, ['-e', child(site.openInChild)], {
    cwd: join(program, 'libs/read-store'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(process, 'exit');
  await Promise.race([once(process.stdout, 'data'), ended]);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  process.kill('SIGKILL');
  await ended;
}

/** The library and what it needs as plain JavaScript in a folder of its own, so that a child starts at once. */
function compiledLibrary(): string {
  const root = join(__dirname, '../../..');
  const program = mkdtempSync(join(tmpdir(), 'tabularium-child-'));
  for (const lib of ['kernel', 'sqlite', 'read-store']) {
    for (const file of sourcesUnder(join(root, 'libs', lib))) compile(root, file, program);
    const door = join(program, 'node_modules/@tabularium', lib);
    mkdirSync(door, { recursive: true });
    writeFileSync(join(door, 'index.js'), `module.exports = require('../../../libs/${lib}/src/index.js');`);
  }
  return program;
}

const sourcesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(spec|suite|\.d)\.ts$/.test(name))
    .map((name) => join(folder, name));

function compile(root: string, file: string, into: string): void {
  const target = join(into, relative(root, file).replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true } },
    module: { type: 'commonjs' },
  });
  // Packages are found from the repository, wherever the child runs.
  const found = JSON.stringify(join(root, 'node_modules'));
  writeFileSync(target, `module.paths.push(${found});${code.replace(/^"use strict";/, '')}`);
}
