import { FACT_CORRECTED, type RecordedEvent } from '@tabularium/kernel';
import { FieldTrail } from './field-changes';

const event = (id: string, type: string, data: RecordedEvent['data']): RecordedEvent =>
  ({ id, type, data, stream: 'gateReview-P.G1', revision: 0, metadata: {} }) as unknown as RecordedEvent;

describe('what an event changed', () => {
  const trail = () => new FieldTrail((type) => (type === 'Assessed' ? ['criterion'] : []));

  it('is told against the last event of its type', () => {
    const following = trail();
    following.of(event('1', 'Renamed', { name: 'A' }));
    following.of(event('2', 'Started', { name: 'Stage' }));
    expect(following.of(event('3', 'Renamed', { name: 'B' })).changes).toEqual([
      { field: 'name', before: 'A', after: 'B' },
    ]);
  });

  it('is told of the same thing, where the event names one', () => {
    const following = trail();
    following.of(event('1', 'Assessed', { criterion: 'CASE', result: 'MET' }));
    expect(following.of(event('2', 'Assessed', { criterion: 'PLAN', result: 'NOT_MET' })).changes).toEqual([
      { field: 'criterion', before: null, after: 'PLAN' },
      { field: 'result', before: null, after: 'NOT_MET' },
    ]);
    expect(following.of(event('3', 'Assessed', { criterion: 'PLAN', result: 'MET' })).changes).toEqual([
      { field: 'result', before: 'NOT_MET', after: 'MET' },
    ]);
  });

  it('says when a field is no longer stated', () => {
    const following = trail();
    following.of(event('1', 'Cost', { wholeLife: 7, year: 1 }));
    expect(following.of(event('2', 'Cost', { year: 1 })).changes).toEqual([
      { field: 'wholeLife', before: 7, after: null },
    ]);
  });

  it('goes on from a correction', () => {
    const following = trail();
    following.of(event('1', 'Rated', { rating: 'AMBER' }));
    const corrected = following.of(
      event('2', FACT_CORRECTED, {
        correctsEventId: '1',
        factType: 'Rated',
        was: { rating: 'AMBER' },
        shouldBe: { rating: 'RED' },
      }),
    );
    expect(corrected).toEqual({ changes: [{ field: 'rating', before: 'AMBER', after: 'RED' }], amends: '1' });
    expect(following.of(event('3', 'Rated', { rating: 'GREEN' })).changes).toEqual([
      { field: 'rating', before: 'RED', after: 'GREEN' },
    ]);
  });
});
