import type { EventMetadata } from '@tabularium/kernel';
import { checkLog } from './check-log';

type Stored = Parameters<typeof checkLog>[0] extends AsyncIterable<infer E> ? E : never;

const metadata: EventMetadata = {
  schemaVersion: 1,
  recordedAt: '2026-01-01T00:00:00.000Z',
  effectiveAt: '2025-12-31T00:00:00.000Z',
  actor: { id: 'ada' },
  authority: { basis: 'ROLE' },
  commandId: 'c',
  commandHash: 'h',
  correlationId: 'c',
  causationId: 'c',
};

const event = (n: number, revision: number, more: Partial<Stored> = {}): Stored => ({
  id: `id-${n}`,
  stream: 'project-hs2',
  revision,
  type: 'ProjectRenamed',
  data: {},
  metadata,
  position: String(n).padStart(4, '0'),
  ...more,
});

async function* logOf(...events: readonly Stored[]): AsyncGenerator<Stored> {
  yield* events;
}

const faultsOf = async (...events: readonly Stored[]) =>
  (await checkLog(logOf(...events))).faults.map(({ what }) => what);

describe('the check of the log', () => {
  it('finds nothing wrong with a sound log, and counts it', async () => {
    const other = event(2, 0, { stream: 'person-ada' });
    const correction = event(3, 1, { type: 'FactCorrected', data: { correctsEventId: 'id-1' } });
    expect(await checkLog(logOf(event(1, 0), other, correction))).toEqual({ events: 3, streams: 2, faults: [] });
  });
  it('finds a missing event', async () => {
    expect(await faultsOf(event(1, 0), event(2, 2))).toEqual(['has revision 2 where 1 must follow']);
  });
  it('finds an event that is there twice', async () => {
    expect(await faultsOf(event(1, 0), event(2, 1, { id: 'id-1' }))).toEqual(['has the id of an earlier event (id-1)']);
  });
  it('finds events out of order', async () => {
    expect(await faultsOf(event(2, 0), event(1, 1))).toEqual(['lies at 0001, not after 0002']);
  });
  it('finds a clock that ran backwards', async () => {
    const earlier = { ...metadata, recordedAt: '2025-01-01T00:00:00.000Z' };
    expect(await faultsOf(event(1, 0), event(2, 1, { metadata: earlier }))).toEqual([
      'was recorded before the event in front of it',
    ]);
  });
  it('finds dates that are none', async () => {
    const bad = { ...metadata, effectiveAt: '2025-02-30T00:00:00.000Z' };
    expect(await faultsOf(event(1, 0, { metadata: bad }))).toEqual([
      'is effective at no instant (2025-02-30T00:00:00.000Z)',
    ]);
  });
  it('finds an amendment of what is not there, or is somewhere else', async () => {
    const amendment = event(2, 1, { type: 'FactVoided', data: { voidsEventId: 'id-9' } });
    const elsewhere = event(2, 0, { stream: 'person-ada', type: 'FactVoided', data: { voidsEventId: 'id-1' } });
    expect(await faultsOf(event(1, 0), amendment)).toHaveLength(1);
    expect(await faultsOf(event(1, 0), elsewhere)).toHaveLength(1);
  });
  it('finds a stream that names no thing', async () => {
    expect(await faultsOf(event(1, 0, { stream: 'project' }))).toEqual(['is in a stream that names no thing']);
  });
});
