import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { aggregateContract, Command, Event, Text } from '@tabularium/contracts';
import { contexts } from '@tabularium/engine';
import { aggregate, type ContextDefinition } from '@tabularium/http';
import { fact, refuse, type DataOf, type Decider, type Process } from '@tabularium/kernel';
import { view } from '@tabularium/read-store';
import { TestServer } from './api-server';

@Command({ summary: 'Send a parcel', allow: ['PMO_DIRECTOR'] })
class SendParcel {
  @Text() readonly to!: string;
}
@Command({ summary: 'Deliver it', allow: ['SYSTEM'] })
class DeliverParcel {
  @Text() readonly by!: string;
}
@Event({ summary: 'A parcel was sent' })
class ParcelSent {
  @Text() readonly to!: string;
}
@Event({ summary: 'It arrived' })
class ParcelDelivered {
  @Text() readonly by!: string;
}

const contract = aggregateContract({
  category: 'parcel',
  title: 'Parcel',
  commands: { SendParcel, DeliverParcel },
  events: { ParcelSent, ParcelDelivered },
  refusals: { SENT_ALREADY: { words: 'Sent' }, NOBODY_HOME: { words: 'Nobody is at {place}' } },
});
type Commands = DataOf<typeof contract.commands>;
type Events = DataOf<typeof contract.events>;

const decider: Decider<{ readonly to?: string }, Commands, Events, 'SENT_ALREADY' | 'NOBODY_HOME'> = {
  category: 'parcel',
  initial: {},
  evolve: { ParcelSent: (_, { to }) => ({ to }), ParcelDelivered: (state) => state },
  decide: {
    SendParcel: ({ to }, state) => (state.to ? refuse('SENT_ALREADY') : [fact('ParcelSent', { to })]),
    DeliverParcel: ({ by }, { to }) =>
      to === 'empty house' ? refuse('NOBODY_HOME', { place: to }) : [fact('ParcelDelivered', { by })],
  },
};

/** Delivers everything that is sent; a parcel to `broken` makes it send a malformed command. */
const delivery: Process<Events> = {
  name: 'delivery',
  on: {
    ParcelSent: ({ to }, { entityId }) => {
      const deliver = { category: 'parcel', command: 'DeliverParcel', id: entityId };
      return to === 'broken'
        ? [{ ...deliver, data: { by: 7 } }]
        : ['foot', 'van'].map((by) => ({ ...deliver, data: { by } }));
    },
  },
};

/** Cannot apply a parcel to `nowhere`. */
const parcels = view<Events>()({
  name: 'parcels',
  version: 1,
  title: 'Parcels',
  columns: { to: { type: 'text', title: 'To' }, by: { type: 'text', title: 'By' } },
  steps: {
    ParcelSent: (_, { data: { to } }) => {
      if (to === 'nowhere') throw new Error('There is no such place');
      return { to, by: null };
    },
    ParcelDelivered: (row, { data: { by } }) => row && { ...row, by },
  },
});

const post: ContextDefinition = {
  name: 'post',
  title: 'Post',
  aggregates: [aggregate(contract, decider)],
  views: [parcels],
  processes: [delivery],
  reports: [],
};

let server: TestServer;

beforeEach(async () => {
  server = await TestServer.start({}, { contexts: [...contexts, post] });
});
afterEach(() => server.stop());

const send = (id: string, to: string) => server.accepted(`/api/parcel/${id}/send-parcel`, { to });
const typesIn = async (stream: string) =>
  (await server.log()).filter((event) => event.stream === stream).map(({ type }) => type);

describe('a process', () => {
  it('acts on an event as the engine, by that event, once per step', async () => {
    await send('a', 'Ana');
    await server.engine.caughtUp();
    const log = await server.log();
    expect(await typesIn('parcel-a')).toEqual(['ParcelSent', 'ParcelDelivered', 'ParcelDelivered']);
    const [sent, delivered] = log.filter(({ stream }) => stream === 'parcel-a') as unknown as readonly {
      readonly id: string;
      readonly metadata: { readonly correlationId: string };
    }[];
    expect(delivered).toMatchObject({
      metadata: {
        actor: { id: 'system' },
        authority: { basis: 'SYSTEM', ref: sent?.id },
        causationId: sent?.id,
        correlationId: sent?.metadata.correlationId,
      },
    });
    const { body } = await server.get('/api/audit/a');
    expect(body['entries']).toMatchObject([{}, { causeChain: [{ id: sent?.id, type: 'ParcelSent' }] }, {}]);
  });

  it('does nothing twice, over restarts and over views built anew', async () => {
    await send('a', 'Ana');
    await send('b', 'empty house');
    await server.engine.caughtUp();
    const before = (await server.log()).length;
    await server.restart();
    expect(await server.log()).toHaveLength(before);
    await server.restart(() => {
      for (const file of ['views.db', 'views.db-wal', 'views.db-shm'])
        rmSync(join(server.folder, file), { force: true });
    });
    expect(await server.log()).toHaveLength(before);
    expect((await server.get('/api/views/parcels/replay')).body['equal']).toBe(true);
  });

  it('goes on after a refusal, which is on record', async () => {
    await send('b', 'empty house');
    await send('c', 'Cem');
    await server.engine.caughtUp();
    const refused = (await server.log()).filter(({ type }) => type === 'CommandRefused');
    expect(refused.map(({ data }) => [data['target'], data['words']])).toEqual([
      ['parcel-b', 'Nobody is at empty house'],
      ['parcel-b', 'Nobody is at empty house'],
    ]);
    expect(await typesIn('parcel-c')).toHaveLength(3);
  });

  it('stands still at a command it cannot send, and the engine says so', async () => {
    await send('x', 'broken');
    await send('c', 'Cem');
    await expect(server.engine.caughtUp()).rejects.toThrow('delivery');
    expect(await typesIn('parcel-c')).toEqual(['ParcelSent']);
    const { status, body } = await server.get('/health/ready');
    expect([status, body['status'], body['fault']]).toEqual([
      200,
      'degraded',
      expect.stringMatching(/^process delivery: log index \d+ \(ParcelSent .* parcel-x at 0\): /),
    ]);
  });
});

it('a view that cannot apply an event says so, refuses to answer for now, and the others go on', async () => {
  await send('a', 'Ana');
  await server.engine.caughtUp();
  const { body } = await server.get('/api/views/parcels');
  const { logIndex } = body['basis'] as { readonly logIndex: number };
  await send('n', 'nowhere');
  await server.engine.caughtUp();
  expect(await server.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'degraded' } });
  expect(await server.get('/api/views/parcels')).toMatchObject({ status: 503, body: { code: 'VIEW_FAULTED' } });
  expect((await server.get(`/api/views/parcels?knownAt=${logIndex}`)).status).toBe(200);
  expect((await server.get('/api/views/people')).status).toBe(200);
});
