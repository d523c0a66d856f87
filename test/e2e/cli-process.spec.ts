import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = join(__dirname, '..', '..', 'apps', 'cli', 'bin', 'tabularium.cjs');
const folder = mkdtempSync(join(tmpdir(), 'tabularium-process-'));

/** The installed program in a process of its own. The first one may have to build. */
function start(...args: readonly string[]) {
  const env = { ...process.env, TABULARIUM_DATA: folder, TABULARIUM_PORT: '1' };
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ exit: Number(code), ...said }));
  return { child, said, ended };
}

async function untilSaid(said: { readonly out: string }, words: RegExp): Promise<string> {
  for (;;) {
    const found = words.exec(said.out)?.[1];
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

afterAll(() => rmSync(folder, { recursive: true }));

describe('the program in a process of its own', () => {
  it('serves until it is interrupted, and is asked by another', async () => {
    const server = start('start', '--no-sample', '--port', '0');
    const address = await untilSaid(server.said, /at (http:\S+);? *\n/);
    const shown = await start('show', 'people', '--url', address, '--as', 'director').ended;
    expect([shown.exit, shown.out]).toEqual([0, expect.stringContaining('PMO_DIRECTOR')]);
    const locked = await start('show', 'people', '--as', 'director').ended;
    expect([locked.exit, locked.err]).toEqual([3, expect.stringContaining(`in use by process ${server.child.pid}`)]);
    server.child.kill('SIGINT');
    expect((await server.ended).exit).toBe(0);
  }, 120_000);

  it('hands wrong usage to the shell as 2, with nothing on stdout', async () => {
    const { exit, out, err } = await start('shwo').ended;
    expect([exit, out, err]).toEqual([2, '', expect.stringContaining('unknown command')]);
  }, 60_000);

  it('ends quietly when nobody reads on', async () => {
    const { child, ended } = start('--help');
    child.stdout.destroy();
    const { exit, err } = await ended;
    expect([exit, err]).toEqual([0, expect.not.stringContaining('EPIPE')]);
  }, 60_000);
});
