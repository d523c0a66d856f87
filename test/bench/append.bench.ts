import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '@tabularium/event-store';
import { openEmbeddedStore } from '@tabularium/event-store';

/**
 * Durable appends per second of the embedded store, against a bare loop that serialises the same events and syncs a file
 * once a group. Rounds are interleaved, since the machine's speed drifts; the medians' ratio is what counts.
 *
 *   node -r ./tools/typescript.cjs test/bench/append.bench.ts [seconds a round] [rounds]
 */
const [seconds = 1, rounds = 3] = process.argv.slice(2).map(Number);
const writerCounts = [1, 16, 256];

/** About 600 bytes of data and 430 of metadata. */
const newEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'BudgetRevised',
  data: {
    title: 'Budget revision',
    text: 'x'.repeat(480),
    lines: [1, 2, 3],
    amount: { minor: '123456789', ccy: 'GBP' },
  },
  metadata: {
    schemaVersion: 1,
    recordedAt: '2026-01-05T09:00:00.000Z',
    effectiveAt: '2026-01-05T09:00:00.000Z',
    actor: { id: 'ana', role: 'PMO' },
    authority: { basis: 'ROLE', ref: 'PMO' },
    commandId: randomUUID(),
    commandHash: 'f'.repeat(64),
    correlationId: randomUUID(),
    causationId: randomUUID(),
  },
});

async function embedded(folder: string, writers: number): Promise<number> {
  const store = openEmbeddedStore({ folder: join(folder, randomUUID()) });
  const end = performance.now() + seconds * 1_000;
  const write = async (writer: number): Promise<number> => {
    let count = 0;
    for (; performance.now() < end; count++) {
      // A new stream every hundred events, as aggregates are.
      const [stream, revision] = [`budget-${writer}.${Math.floor(count / 100)}`, count % 100];
      await store.append(stream, revision === 0 ? 'no_stream' : revision - 1, [newEvent()]);
    }
    return count;
  };
  const counts = await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  await store.close();
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

function bare(folder: string, group: number): number {
  const file = openSync(join(folder, randomUUID()), 'w');
  const end = performance.now() + seconds * 1_000;
  let count = 0;
  for (; performance.now() < end; count += group) {
    const lines = Array.from({ length: group }, () => `${JSON.stringify(newEvent())}\n`);
    writeSync(file, lines.join(''));
    fdatasyncSync(file);
  }
  closeSync(file);
  return count / seconds;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-bench-'));
  console.log('writers  embedded/s  bare group fdatasync/s  ratio');
  for (const writers of writerCounts) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      ours.push(await embedded(folder, writers));
      theirs.push(bare(folder, writers));
    }
    const columns = [
      writers,
      Math.round(median(ours)),
      Math.round(median(theirs)),
      (median(ours) / median(theirs)).toFixed(2),
    ];
    console.log(columns.map((value, i) => String(value).padStart([7, 12, 24, 7][i] ?? 0)).join(''));
  }
  rmSync(folder, { recursive: true });
}

void main();
