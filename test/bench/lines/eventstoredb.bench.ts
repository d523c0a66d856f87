import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { openEventStoreDb, parseConnectionString } from '@tabularium/event-store';
import { chosenServer, versionOf } from '../../eventstoredb-simulator/chosen-server';
import type { Line } from '../runner/bench';
import { newEvent, placeOf } from '../runner/events';
import type { Goal } from '../runner/finding';
import { interleaved, perSecond } from '../runner/rounds';
import { appendsPerSecond } from './append.bench';

const WRITERS = 256;

/** Nobody is to be given up on a machine that has other things to do. */
const DEADLINE_MS = 60_000;

/** The EventStoreDB adapter beside the client it is built on, against the same server. */
export const eventstoredb: Line = {
  name: 'eventstoredb',
  title: `EventStoreDB adapter, append, ${WRITERS} writers, events a second`,
  async *run({ sizes: { seconds, rounds }, site }) {
    const server = await chosenServer();
    site.onEnd(() => server.stop());
    const store = openEventStoreDb({ url: server.url, deadlineMs: DEADLINE_MS });
    const client = EventStoreDBClient.connectionString(server.url.replace(/^kurrentdb/, 'esdb'));
    site.onEnd(() => Promise.all([store.close(), client.dispose()]));
    const ways = {
      ours: () => appendsPerSecond(store, WRITERS, seconds),
      plain: () => bare(client, seconds, { credentials: parsed(server.url) }),
      batch: () => bare(client, seconds, {}),
    };
    await interleaved(1, ways);
    const { ours, plain, batch } = await interleaved(rounds, ways);
    const kind = process.env['EVENTSTOREDB_URL'] ? 'server' : 'simulator';
    const what = `append through the adapter, ${kind} ${await versionOf(server.url)}`;
    const finding = { line: 'eventstoredb', what, unit: 'events/s', figure: ours };
    const goal: Goal = { of: 'ratio', atLeast: 0.8 };
    yield { ...finding, against: { what: 'the bare client, same call (Append)', figure: plain }, goal };
    yield {
      ...finding,
      against: { what: 'the bare client, its shared batch stream', figure: batch },
      goal,
      note: 'the batch stream is not used on purpose: it can settle one append with the error of another',
    };
  },
};

/** Those the adapter gives with every call: they choose the call. */
const parsed = (url: string) => parseConnectionString(url).user ?? { username: 'none', password: 'none' };

type CallOptions = { readonly credentials?: { readonly username: string; readonly password: string } };

function bare(client: EventStoreDBClient, seconds: number, options: CallOptions): Promise<number> {
  const run = randomUUID();
  return perSecond(WRITERS, seconds, (writer, n) => {
    const [stream, revision] = placeOf(run, writer, n);
    const { id, type, data, metadata } = newEvent();
    // The client's types know no readonly.
    const event = jsonEvent({ id, type, data, metadata } as object as Parameters<typeof jsonEvent>[0]);
    const expectedRevision = revision === 0 ? 'no_stream' : BigInt(revision - 1);
    return client.appendToStream(stream, event, { ...options, expectedRevision, deadline: DEADLINE_MS });
  });
}
