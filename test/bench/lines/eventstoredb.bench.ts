import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { openEventStoreDb } from '@tabularium/event-store';
import { chosenServer, versionOf } from '../../eventstoredb-simulator/chosen-server';
import type { Line } from '../runner/bench';
import { newEvent, placeOf } from '../runner/events';
import { interleaved, perSecond } from '../runner/rounds';
import { appendsPerSecond } from './append.bench';

const WRITERS = 256;

/** The EventStoreDB adapter beside the client it is built on, against the same server. */
export const eventstoredb: Line = {
  name: 'eventstoredb',
  title: `EventStoreDB adapter, append, ${WRITERS} writers, events a second`,
  async *run({ sizes: { seconds, rounds }, site }) {
    const server = await chosenServer();
    site.onEnd(() => server.stop());
    const store = openEventStoreDb({ url: server.url });
    const client = EventStoreDBClient.connectionString(server.url.replace(/^kurrentdb/, 'esdb'));
    site.onEnd(() => Promise.all([store.close(), client.dispose()]));
    const ways = {
      ours: () => appendsPerSecond(store, WRITERS, seconds),
      bare: () => bare(client, seconds),
    };
    await interleaved(1, ways);
    const { ours, bare: theirs } = await interleaved(rounds, ways);
    yield {
      line: 'eventstoredb',
      what: `append through the adapter, ${process.env['EVENTSTOREDB_URL'] ? 'server' : 'simulator'} ${await versionOf(server.url)}`,
      unit: 'events/s',
      figure: ours,
      against: { what: 'the bare client', figure: theirs },
      goal: { of: 'ratio', atLeast: 0.8 },
    };
  },
};

function bare(client: EventStoreDBClient, seconds: number): Promise<number> {
  const run = randomUUID();
  return perSecond(WRITERS, seconds, (writer, n) => {
    const [stream, revision] = placeOf(run, writer, n);
    const { id, type, data, metadata } = newEvent();
    // The client's types know no readonly.
    const event = jsonEvent({ id, type, data, metadata } as object as Parameters<typeof jsonEvent>[0]);
    const expectedRevision = revision === 0 ? 'no_stream' : BigInt(revision - 1);
    return client.appendToStream(stream, event, { expectedRevision });
  });
}
