import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedStore, StoredEvent } from '../src/index';
import { openEmbeddedStore, StoreUnavailable, verifyStore } from '../src/index';
import { firstWords, nodeCommand, outputOf, programFile, start, temporaryFolder } from './child';
import { plainMetadata } from './programs/plain-metadata';

jest.setTimeout(120_000);

const [folder, remove] = temporaryFolder();
afterAll(remove);

const event = (text = '') => ({ id: randomUUID(), type: 'Happened', data: { text }, metadata: plainMetadata });

async function logOf(store: EmbeddedStore): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const one of store.readAll()) events.push(one);
  return events;
}

async function opened<T>(place: string, work: (store: EmbeddedStore) => Promise<T>): Promise<T> {
  const store = openEmbeddedStore({ folder: place });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe('kill -9 in the middle of appends', () => {
  it('loses nothing acknowledged and repeats nothing, thirty times', async () => {
    const place = join(folder, 'killed');
    const acknowledged = new Map<string, string>();
    for (let kill = 0; kill < 30; kill++) {
      const child = start(nodeCommand('append-until-killed', place));
      const output = outputOf(child);
      await firstWords(child);
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
      for (const line of (await output).split('\n').slice(0, -1)) {
        const [stream = '', revision = '', id = ''] = line.split(' ');
        acknowledged.set(`${stream} ${revision}`, id);
      }
      const log = await opened(place, logOf);
      const stored = new Map(log.map(({ stream, revision, id }) => [`${stream} ${revision}`, id]));
      const lost = [...acknowledged].filter(([at, id]) => stored.get(at) !== id);
      expect({ kill, lost, repeated: log.length - new Set(log.map(({ id }) => id)).size }).toEqual({
        kill,
        lost: [],
        repeated: 0,
      });
    }
    expect(acknowledged.size).toBeGreaterThan(300);
    expect(await verifyStore({ folder: place })).toMatchObject({ faults: [], streams: 8 });
  });
});

describe('a second process', () => {
  it('is refused with the folder and the holder, until that one is killed', async () => {
    const place = join(folder, 'held');
    const child = start(nodeCommand('hold-the-store', place));
    const ended = outputOf(child);
    try {
      await firstWords(child);
      expect(() => openEmbeddedStore({ folder: place })).toThrow(StoreUnavailable);
      expect(() => openEmbeddedStore({ folder: place })).toThrow(`${place} is in use by process ${child.pid}`);
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
    await opened(place, (store) => store.append('a-1', 'no_stream', [event()]));
  });

  it('is refused by a store in the same process too, and not by a closed one', async () => {
    const place = join(folder, 'twice');
    await opened(place, () =>
      Promise.resolve(expect(() => openEmbeddedStore({ folder: place })).toThrow(`process ${process.pid}`)),
    );
    await opened(place, () => Promise.resolve());
  });

  it('may read while the first one writes', async () => {
    const place = join(folder, 'read');
    await opened(place, async (store) => {
      await store.append('a-1', 'no_stream', [event('first')]);
      const reader = openEmbeddedStore({ folder: place, readOnly: true });
      expect(await logOf(reader)).toHaveLength(1);
      const live = (async () => {
        for await (const signal of reader.subscribeToAll({ after: 'end' }))
          if (signal.kind === 'event') return signal.event.data;
        return undefined;
      })();
      await store.append('a-1', 0, [event('second')]);
      expect(await live).toEqual({ text: 'second' });
      await store.deleteStream('a-1', 1);
      await expect(reader.readStream('a-1')[Symbol.asyncIterator]().next()).rejects.toThrow('no stream');
      await expect(reader.append('a-1', 'any', [event()])).rejects.toThrow(StoreUnavailable);
      await reader.close();
    });
  });
});

interface Report {
  readonly acknowledged: number;
  readonly first: { readonly name: string; readonly outcomeUnknown: boolean; readonly message: string };
  readonly again: Report['first'];
  readonly read: number;
  readonly unwritten: unknown;
}

describe('when the disk fails', () => {
  async function expectStopped(place: string, output: string): Promise<void> {
    const report: Report = JSON.parse(output);
    expect(report.first).toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: true });
    expect(report.again).toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: false });
    expect(report.again.message).toContain('takes no more appends until it is opened again');
    expect(report.unwritten).toContain('StreamNotFound');
    expect(report.acknowledged).toBeGreaterThan(20);
    expect(report.read).toBe(report.acknowledged);
    expect((await opened(place, logOf)).length).toBeGreaterThanOrEqual(report.acknowledged);
    expect((await verifyStore({ folder: place })).faults).toEqual([]);
  }

  it('stops taking appends after a write error, and reads on', async () => {
    const place = join(folder, 'file-size-limit');
    const [node, ...args] = nodeCommand('append-until-refused', place);
    const limited = ['bash', '-c', 'ulimit -f 600; exec "$0" "$@"', node, ...args] as const;
    await expectStopped(place, await outputOf(start(limited)));
  });

  it('stops taking appends after a failed sync, and reads on', async () => {
    const library = join(folder, 'failing-sync.so');
    if (!compiles(library)) return console.log('No C compiler on Linux: the failing sync is not tested');
    const place = join(folder, 'sync');
    const trigger = join(folder, 'sync-fails');
    const child = start(nodeCommand('append-until-refused', place, trigger), {
      LD_PRELOAD: library,
      SYNC_FAILS_AFTER: trigger,
    });
    const output = await outputOf(child);
    expect(JSON.parse(output)).toMatchObject({ acknowledged: 100 });
    await expectStopped(place, output);
  });

  it('refuses an append to a full disk whole, and goes on when there is space', async () => {
    const disk = join(folder, 'disk');
    if (!mounts(disk)) return console.log('No right to mount a small disk: the full disk is not tested');
    try {
      await opened(join(disk, 'log'), async (store) => {
        const ballast = openSync(join(disk, 'ballast'), 'w');
        writeSync(ballast, Buffer.alloc(1_000_000));
        closeSync(ballast);
        let acknowledged = 0;
        const fill = async (): Promise<void> => {
          for (; acknowledged < 1_000; acknowledged += 5) {
            await store.append(
              'a-1',
              'any',
              Array.from({ length: 5 }, () => event('x'.repeat(20_000))),
            );
          }
        };
        await expect(fill()).rejects.toMatchObject({ name: 'StoreUnavailable', outcomeUnknown: false });
        expect(await logOf(store)).toHaveLength(acknowledged);
        rmSync(join(disk, 'ballast'));
        expect((await store.append('a-1', acknowledged - 1, [event()])).revision).toBe(acknowledged);
        expect((await verifyStore({ folder: join(disk, 'log') })).faults).toEqual([]);
      });
    } finally {
      // Lazily: the driver lets go of its files when it is collected as garbage.
      execFileSync('umount', ['-l', disk]);
    }
  });
});

function compiles(library: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, programFile('failing-sync.c'), '-ldl'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function mounts(disk: string): boolean {
  try {
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tabularium', disk], { stdio: 'ignore' });
    const handle = openSync(disk, 'r');
    fsyncSync(handle);
    closeSync(handle);
    return true;
  } catch {
    return false;
  }
}
