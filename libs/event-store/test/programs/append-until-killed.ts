import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { NewEvent, StoredEvent } from '../../src/index';
import { openEmbeddedStore, StreamNotFound } from '../../src/index';
import { plainMetadata } from './plain-metadata';

/** Appends from eight writers for ever; a line «stream revision id» on stdout says what was acknowledged. */
const [folder = ''] = process.argv.slice(2);
const store = openEmbeddedStore({ folder });

async function lastRevision(stream: string): Promise<number> {
  try {
    for await (const event of store.readStream(stream, { direction: 'backwards', limit: 1 })) return event.revision;
  } catch (error) {
    if (!(error instanceof StreamNotFound)) throw error;
  }
  return -1;
}

const newEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data: { text: 'x'.repeat(300) } satisfies StoredEvent['data'],
  metadata: plainMetadata,
});

async function write(stream: string): Promise<never> {
  for (let revision = await lastRevision(stream); ;) {
    const event = newEvent();
    ({ revision } = await store.append(stream, revision < 0 ? 'no_stream' : revision, [event]));
    writeSync(1, `${stream} ${revision} ${event.id}\n`);
  }
}

void Promise.all(Array.from({ length: 8 }, (_, w) => write(`writer-${w}`)));
