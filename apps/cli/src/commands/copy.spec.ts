import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore, summarise, type NewEvent } from '@tabularium/event-store';
import { withoutSecrets } from '../api/any-store.adapter';
import type { Io } from '../io';
import { run } from '../program';

const root = mkdtempSync(join(tmpdir(), 'tabularium-cli-copy-'));
afterAll(() => rmSync(root, { recursive: true }));
const place = (name: string): string => join(root, name);

async function tabularium(args: readonly string[], interrupted: AbortSignal = new AbortController().signal) {
  const said = { out: '', err: '' };
  const io: Io = {
    env: { TABULARIUM_DATA: place('data') },
    stdin: async () => '',
    out: async (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    width: 80,
    colour: false,
    showsProgress: false,
    interrupted,
  };
  return { exit: await run(args, io), ...said };
}

const at = '2026-01-01T00:00:00.000Z';
const happened = (): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data: { title: '«Straße»' },
  metadata: {
    schemaVersion: 1,
    recordedAt: at,
    effectiveAt: at,
    actor: { id: 'ana' },
    authority: { basis: 'ROLE' },
    commandId: 'c',
    commandHash: '',
    correlationId: 'c',
    causationId: 'c',
  },
});

async function append(name: string, stream: string, count: number): Promise<void> {
  const log = openEmbeddedStore({ folder: place(name) });
  await log.append(
    stream,
    'no_stream',
    Array.from({ length: count }, () => happened()),
  );
  await log.close();
}

async function hashOf(name: string): Promise<string> {
  const log = openEmbeddedStore({ folder: place(name), readOnly: true });
  try {
    return (await summarise(log)).sha256;
  } finally {
    await log.close();
  }
}

beforeAll(async () => {
  await append('data', 'thing-1', 3);
  await append('data', 'thing-2', 2);
});

describe('tabularium copy', () => {
  const copy = (to: string, interrupted?: AbortSignal) =>
    tabularium(['copy', '--from', place('data'), '--to', place(to)], interrupted);

  it('copies a record and prints the content hash of both sides', async () => {
    const { exit, out } = await copy('copied');
    const hash = await hashOf('data');
    expect(out).toContain('5 events copied, 0 were there already');
    expect(out).toContain(`${hash}  ${place('data')}\n${hash}  ${place('copied')}`);
    expect([exit, await hashOf('copied')]).toEqual([0, hash]);
    expect((await copy('copied')).out).toContain('0 events copied, 5 were there already');
  });

  it('stops when interrupted, says so with 4, and goes on', async () => {
    const { exit, err } = await copy('stopped', AbortSignal.abort());
    expect([exit, err]).toEqual([4, expect.stringContaining('goes on from there')]);
    expect((await copy('stopped')).exit).toBe(0);
    expect(await hashOf('stopped')).toBe(await hashOf('data'));
  });

  it('refuses a target that holds something else, naming the first difference', async () => {
    await append('other', 'thing-9', 1);
    const { exit, out, err } = await copy('other');
    expect([exit, out]).toEqual([1, '']);
    expect(err).toContain('differ from event #0 on: the target has Happened');
  });

  it.each([
    [['--from', 'a', '--to', 'a'], 2, 'the same store'],
    [['--from', place('nowhere'), '--to', place('x')], 3, 'There is no log'],
    [['--from', place('data'), '--to', 'http://somewhere'], 2, 'esdb://'],
    [['--from', place('data'), '--to', 'esdb://admin:s3cret@host?tls=maybe'], 2, 'tls'],
  ])('%j ends with %i and says why, but no password', async (args, code, words) => {
    const { exit, err } = await tabularium(['copy', ...args]);
    expect([exit, err]).toEqual([code, expect.stringContaining(words)]);
    expect(err).not.toContain('s3cret');
    expect(existsSync(place('x'))).toBe(false);
  });

  it('shows of a URL where the server is, and no more', () => {
    expect(withoutSecrets('esdb+discover://admin:p%40ss?@a:2113,b:2113?tlsCAFile=/x')).toBe(
      'esdb+discover://a:2113,b:2113',
    );
  });
});

describe('tabularium backup and restore', () => {
  it('keep a record, and make a new folder of it', async () => {
    const backup = await tabularium(['backup', place('backup')]);
    expect([backup.exit, backup.out]).toEqual([0, expect.stringContaining('5 events, the last one #4')]);
    const restored = await tabularium(['restore', place('backup'), '--folder', place('restored')]);
    expect([restored.exit, restored.out]).toEqual([0, expect.stringContaining(`restored to ${place('restored')}`)]);
    expect(await hashOf('restored')).toBe(await hashOf('data'));
  });

  it('overwrite nothing', async () => {
    const { exit, err } = await tabularium(['restore', place('backup'), '--folder', place('data')]);
    expect([exit, err]).toEqual([2, expect.stringContaining('nothing is overwritten')]);
  });

  it('say that there is nothing to keep, or no backup', async () => {
    expect((await tabularium(['backup', place('b'), '--folder', place('nowhere')])).exit).toBe(3);
    expect((await tabularium(['restore', place('data'), '--folder', place('c')])).exit).toBe(1);
  });
});
