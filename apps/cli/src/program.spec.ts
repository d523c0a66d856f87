import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './program';
import type { Io } from './io';

/** A port nothing listens on: reserved, and never given out. */
const NOBODY = '1';

async function tabularium(args: readonly string[], env: Io['env'] = {}) {
  const said = { out: '', err: '' };
  const io: Io = {
    env: { TABULARIUM_PORT: NOBODY, TABULARIUM_DATA: join(tmpdir(), 'tabularium-no-such-folder'), ...env },
    stdin: async () => '',
    out: async (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    width: 80,
    colour: false,
    showsProgress: false,
    interrupted: new AbortController().signal,
  };
  return { exit: await run(args, io), ...said };
}

describe('the command line', () => {
  it('shows help with every command and the exit codes', async () => {
    const { exit, out } = await tabularium(['--help']);
    expect(exit).toBe(0);
    for (const name of ['start', 'import', 'show', 'why', 'replay', 'verify-store'])
      expect(out).toContain(`  ${name} `);
    expect(out).toContain('Exit codes: 0 done');
  });
  it.each([
    'start',
    'token',
    'people',
    'import',
    'do',
    'views',
    'show',
    'history',
    'diff',
    'why',
    'audit',
    'report',
    'export',
    'events',
    'replay',
    'rebuild',
    'verify-store',
    'backup',
    'restore',
    'copy',
  ])('shows examples in the help of %s', async (name) => {
    const { exit, out } = await tabularium([name, '--help']);
    expect([exit, out.includes(`$ tabularium ${name}`)]).toEqual([0, true]);
  });
  it.each([
    [['shwo'], "unknown command 'shwo'"],
    [['show'], "missing required argument 'view'"],
    [['show', 'projects', '--limit', '0'], 'whole number from 1 to 1000'],
    [['show', 'projects', '--colour'], "unknown option '--colour'"],
    [['export', 'projects', '--format', 'xlsx'], 'Allowed choices are csv, json'],
    [['token', '--ttl', '1d', '--as', 'ada'], 'Write seconds'],
    [['token'], 'For whom?'],
  ])('%j is wrong usage: 2, and says so on stderr only', async (args, words) => {
    const { exit, out, err } = await tabularium(args);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(words);
  });
  it('without arguments shows help and ends with 2', async () => {
    const { exit, err } = await tabularium([]);
    expect([exit, err.includes('Usage: tabularium')]).toEqual([2, true]);
  });
  it('says where it looked when there is nothing to ask', async () => {
    const { exit, err } = await tabularium(['views', '--as', 'ada']);
    expect(exit).toBe(3);
    expect(err).toContain('Nothing answers at http://127.0.0.1:1, and there is no record in');
    expect(err).toContain('tabularium start');
  });
  it('says that a named server does not answer', async () => {
    const { exit, err } = await tabularium(['views', '--url', 'http://127.0.0.1:1'], { TABULARIUM_TOKEN: 't' });
    expect([exit, err]).toEqual([3, expect.stringContaining('http://127.0.0.1:1 does not answer')]);
  });
  it('says both ways to name who is asking', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tabularium-cli-'));
    const { exit, err } = await tabularium(['views', '--folder', folder]);
    expect(exit).toBe(3);
    expect(err).toContain('--as <person>');
    expect(err).toContain('TABULARIUM_TOKEN');
  });
  it('knows its version', async () => {
    const { exit, out } = await tabularium(['--version']);
    expect([exit, out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});
