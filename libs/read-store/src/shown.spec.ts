import type { EventMetadata } from '@tabularium/kernel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteReadStore } from './adapters/sqlite/read-store.adapter';
import type { LoggedEvent } from './port';
import { view } from './view';

interface Events {
  readonly Named: { readonly name: string };
  readonly Left: { readonly why: string };
}

/** Follows every key, but only those that left are there to see. */
const departures = view<Events>()({
  name: 'departures',
  version: 1,
  title: 'Departures',
  columns: {
    name: { type: 'text', title: 'Name' },
    departed: { type: 'flag', title: 'Left' },
  },
  shown: [{ column: 'departed', is: 'in', values: [true] }],
  totals: { count: { title: 'All', groupBy: [], measures: { keys: { of: 'count' } } } },
  steps: {
    Named: (_, { data }) => ({ name: data.name, departed: false }),
    Left: (row) => ({ name: row?.name ?? null, departed: true }),
  },
});

const metadata = (day: string): EventMetadata => ({
  schemaVersion: 1,
  recordedAt: `${day}T09:00:00.000Z`,
  effectiveAt: `${day}T09:00:00.000Z`,
  actor: { id: 'ana' },
  authority: { basis: 'ROLE' },
  commandId: 'c',
  commandHash: 'h',
  correlationId: 'c',
  causationId: 'c',
});

const happened = (index: number, day: string, id: string, type: string, data: object): LoggedEvent => ({
  index,
  position: String(index),
  id: `00000000-0000-7000-8000-00000000000${index}`,
  stream: `thing-${id}`,
  revision: index,
  type,
  data: { ...data },
  metadata: metadata(day),
});

describe('a view that shows some of its rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shown-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let opening = 0;
  const opened = async () => {
    const file = join(folder, `${opening++}.sqlite`);
    const store = await openSqliteReadStore({ file, views: [departures], timeZone: 'UTC', today: () => '2026-03-01' });
    await store.ingest(await store.takeOver(), [
      happened(0, '2026-01-01', 'a', 'Named', { name: 'Bridge' }),
      happened(1, '2026-01-01', 'b', 'Named', { name: 'Tunnel' }),
      happened(2, '2026-02-01', 'a', 'Left', { why: 'x' }),
    ]);
    return store;
  };
  const asked = { limit: 10 };

  it('answers with those only, made from what came before', async () => {
    const store = await opened();
    const { rows, total } = await store.page('departures', {}, asked);
    expect(rows.map(({ key, row }) => ({ key, name: row['name'] }))).toEqual([{ key: 'a', name: 'Bridge' }]);
    expect(total).toBe(1);
    expect((await store.page('departures', { asOf: '2026-01-15' }, asked)).total).toBe(0);
    expect((await store.one('departures', 'b', {})).found).toBeNull();
    expect((await store.one('departures', 'a', {})).found?.row).toEqual({ name: 'Bridge', departed: true });
    expect((await store.totals('departures', 'count', {})).rows).toEqual([{ group: {}, measures: { keys: 1 } }]);
    expect((await store.contentHash('departures', {})).rows).toBe(1);
    await store.close();
  });

  it('tells of a row that came into sight as of one that was added', async () => {
    const store = await opened();
    const { entries, total } = await store.diff('departures', { asOf: '2026-01-15' }, {}, asked);
    expect(entries.map(({ key, kinds, before }) => ({ key, kinds, before }))).toEqual([
      { key: 'a', kinds: ['added'], before: null },
    ]);
    expect(total).toBe(1);
    const unseen = await store.diff('departures', { asOf: '2025-12-31' }, { asOf: '2026-01-15' }, asked);
    expect(unseen.total).toBe(0);
    const { versions } = await store.history('departures', 'a');
    expect(versions.map(({ row }) => row && row['name'])).toEqual([null, 'Bridge']);
    await store.close();
  });
});
