import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedStore, verifyStore } from '../src/index';
import { temporaryFolder } from './child';
import { plainMetadata } from './programs/plain-metadata';

jest.setTimeout(120_000);

const [folder, remove] = temporaryFolder();
afterAll(remove);

const EVENTS = 40;
/** What a power cut leaves of the last writes: one sector, one page. */
const TAILS = [512, 4_096];
const log = 'events.db';
const wal = 'events.db-wal';

/** A log as a process leaves it that is killed: nothing of the write-ahead log is in the file yet (`open`), or all (`closed`). */
const left: Record<'open' | 'closed', string> = { open: join(folder, 'open'), closed: join(folder, 'closed') };
const written: string[] = [];

beforeAll(async () => {
  const place = join(folder, 'written');
  const store = openEmbeddedStore({ folder: place });
  for (let n = 0; n < EVENTS; n++) {
    const id = randomUUID();
    await store.append(`s-${n % 3}`, 'any', [{ id, type: 'Happened', data: { n }, metadata: plainMetadata }]);
    written.push(id);
  }
  mkdirSync(left.open);
  for (const file of [log, wal]) copyFileSync(join(place, file), join(left.open, file));
  await store.close();
  mkdirSync(left.closed);
  copyFileSync(join(place, log), join(left.closed, log));
});

/** What can be read of a damaged copy: ids, in order; or that it is refused, when it is opened or where it is damaged. */
async function outcomeOf(from: string, damaged: string, bytes: Buffer): Promise<'refused' | readonly string[]> {
  const place = mkdtempSync(join(folder, 'damaged-'));
  for (const file of [log, wal])
    if (statSync(join(from, file), { throwIfNoEntry: false })) copyFileSync(join(from, file), join(place, file));
  writeFileSync(join(place, damaged), bytes);
  try {
    const store = openEmbeddedStore({ folder: place });
    try {
      const ids: string[] = [];
      for await (const { id } of store.readAll()) ids.push(id);
      await store.append('s-next', 'no_stream', [
        { id: randomUUID(), type: 'Happened', data: {}, metadata: plainMetadata },
      ]);
      return ids;
    } finally {
      await store.close();
    }
  } catch {
    return 'refused';
  } finally {
    const { faults } = await verifyStore({ folder: place }).catch((error: unknown) => ({ faults: [error] }));
    sound.set(place, faults.length === 0);
    rmSync(place, { recursive: true });
  }
}
const sound = new Map<string, boolean>();

/** A log that is served is the one written up to some event, and what verifies it agrees. */
function expectNeverWrong(outcome: 'refused' | readonly string[], at: string): void {
  const isSound = [...sound.values()].at(-1);
  if (outcome === 'refused') return;
  expect({ at, isSound, ids: outcome }).toEqual({ at, isSound: true, ids: written.slice(0, outcome.length) });
}

const cut = (bytes: Buffer, at: number): Buffer => bytes.subarray(0, at);
const spoilt = (bytes: Buffer, tail: number, fill: number | 'random'): Buffer => {
  const copy = Buffer.from(bytes);
  for (let i = Math.max(0, copy.length - tail); i < copy.length; i++)
    copy[i] = fill === 'random' ? (i * 167 + 13) & 255 : fill;
  return copy;
};

it('A write-ahead log cut off anywhere leaves the events before the cut, as they were', async () => {
  const bytes = readFileSync(join(left.open, wal));
  const frame = 4_096 + 24;
  const lengths = new Set<number>();
  for (let at = bytes.length; at >= 0; at -= at > bytes.length - 2 * frame ? 64 : 2_039) {
    const outcome = await outcomeOf(left.open, wal, cut(bytes, at));
    expectNeverWrong(outcome, `cut at ${at}`);
    lengths.add(outcome.length);
  }
  // Otherwise the cuts would not have hit anything.
  expect(lengths.size).toBeGreaterThan(EVENTS / 2);
});

it.each(TAILS)(
  'Zeros or garbage in the last %d bytes of the write-ahead log are not taken for events',
  async (tail) => {
    const bytes = readFileSync(join(left.open, wal));
    for (const fill of [0, 'random'] as const) {
      const outcome = await outcomeOf(left.open, wal, spoilt(bytes, tail, fill));
      expect(outcome).not.toBe('refused');
      expectNeverWrong(outcome, `${tail} of ${fill}`);
    }
  },
);

it('A log file cut off or spoilt at its end is refused, or whole all the same', async () => {
  const bytes = readFileSync(join(left.closed, log));
  let refused = 0;
  const expectSafe = async (damaged: Buffer, at: string): Promise<void> => {
    const outcome = await outcomeOf(left.closed, log, damaged);
    expectNeverWrong(outcome, at);
    if (outcome === 'refused') refused++;
    else expect([at, outcome.length]).toEqual([at, EVENTS]);
  };
  for (let at = bytes.length - 1; at > 0; at -= 997) await expectSafe(cut(bytes, at), `cut at ${at}`);
  for (const tail of TAILS)
    for (const fill of [0, 'random'] as const) await expectSafe(spoilt(bytes, tail, fill), `${tail} of ${fill}`);
  expect(refused).toBeGreaterThan(0);
});
