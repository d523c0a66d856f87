import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { openEmbeddedStore, StoreUnavailable } from '../../src/index';
import { plainMetadata } from './plain-metadata';

/**
 * Appends until an append fails (the caller sees to it that one will; `trigger`, if given, is a file made after a hundred
 * appends), then tries again, reads, and reports what happened as JSON on stdout.
 */
const [folder = '', trigger] = process.argv.slice(2);

interface Refusal {
  readonly name: string;
  readonly outcomeUnknown: boolean;
  readonly message: string;
}

async function main(): Promise<void> {
  const store = openEmbeddedStore({ folder });
  let acknowledged = 0;
  const append = () =>
    store.append(`stream-${acknowledged}`, 'no_stream', [
      { id: randomUUID(), type: 'Happened', data: { text: 'x'.repeat(5_000) }, metadata: plainMetadata },
    ]);
  const refusalOf = (work: Promise<unknown>): Promise<Refusal | undefined> =>
    work.then(
      () => (acknowledged++, undefined),
      (error: unknown) => {
        if (!(error instanceof StoreUnavailable)) throw error;
        return { name: error.name, outcomeUnknown: error.outcomeUnknown, message: error.message };
      },
    );
  let first: Refusal | undefined;
  while (!first && acknowledged < 20_000) {
    first = await refusalOf(append());
    if (trigger && acknowledged === 100 && !existsSync(trigger)) writeFileSync(trigger, '');
  }
  const again = await refusalOf(append());
  let read = 0;
  for await (const event of store.readAll()) read += event.type === 'Happened' ? 1 : 0;
  const reading = store.readStream(`stream-${acknowledged}`)[Symbol.asyncIterator]();
  const unwritten = await reading.next().catch((error: unknown) => String(error));
  process.stdout.write(JSON.stringify({ acknowledged, first, again, read, unwritten }));
  process.exit(0);
}

void main();
