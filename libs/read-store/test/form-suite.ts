import { InvalidBasis, InvalidCondition, UnknownColumn, UnknownTotal, UnknownView } from '../src/errors';
import type { BasisAsked, Condition } from '../src/port';
import type { View } from '../src/view';
import { view } from '../src/view';
import type { Harness } from './harness';
import { ingestAll, withStore } from './harness';
import { loggedEvent, START } from './random-log';
import { rich } from './views';

const LARGEST = 9_223_372_036_854_775_807n;

const amounts: View = view<{ readonly Paid: { readonly minor: string } }>()({
  name: 'amounts',
  version: 1,
  title: 'Amounts',
  columns: { paid: { type: 'money', title: 'Paid', indexed: true } },
  totals: { paid: { title: 'Paid', groupBy: [], measures: { paid: { of: 'sum', column: 'paid' } } } },
  steps: { Paid: { keys: ({ id }) => [id], step: (_, { data }) => ({ paid: { minor: data.minor, ccy: 'GBP' } }) } },
});

/** How questions are formed: bases, conditions, amounts. */
export function questionsOfForm(harness: Harness): void {
  it('keeps and adds amounts to the last unit', async () => {
    const minors = [LARGEST, -LARGEST - 1n, LARGEST, LARGEST, 9_007_199_254_740_993n, 1n].map(String);
    const log = minors.map((minor, n) => loggedEvent(n, 'Paid', { minor }, START, START));
    await withStore(harness, { views: [amounts] }, async (store) => {
      await ingestAll(store, log);
      for (const asked of [{}, { asOf: '2024-01-31' }]) {
        const { rows } = await store.page('amounts', asked, { limit: 10, sort: ['paid'] });
        const sorted = minors.map(BigInt).sort((a, b) => (a < b ? -1 : 1));
        expect(rows.map(({ row }) => row['paid'])).toEqual(
          sorted.map((minor) => ({ minor: String(minor), ccy: 'GBP' })),
        );
        const sum = sorted.reduce((a, b) => a + b, 0n);
        const totals = await store.totals('amounts', 'paid', asked);
        expect(totals.rows).toEqual([{ group: { ccy: 'GBP' }, measures: { paid: sum.toString() } }]);
        const where: readonly Condition[] = [{ column: 'paid', is: 'atLeast', value: '9007199254740993' }];
        expect((await store.page('amounts', asked, { limit: 0, where })).total).toBe(4);
      }
    });
  });

  it('reads a day as its end in the organisation’s time zone, and knowledge as the last index by then', async () => {
    const times = ['2024-07-01T10:00:00.000Z', '2024-07-03T10:00:00.000Z', '2024-07-02T10:00:00.000Z'].map(Date.parse);
    const log = times.map((at, n) => loggedEvent(n, 'Paid', { minor: '1' }, at, at));
    await withStore(harness, { views: [amounts], today: () => '2024-07-05' }, async (store) => {
      expect(await store.resolve({})).toEqual({ logIndex: -1, knownAt: null, asOf: '2024-07-05T22:59:59.999Z' });
      await ingestAll(store, log);
      const known = async (basis: BasisAsked) => (await store.resolve(basis)).logIndex;
      expect(await store.resolve({ asOf: '2024-01-31', knownAt: 0 })).toEqual({
        logIndex: 0,
        knownAt: '2024-07-01T10:00:00.000Z',
        asOf: '2024-01-31T23:59:59.999Z',
      });
      expect(await known({ knownAt: '2024-07-01T09:59:59.999Z' })).toBe(-1);
      expect(await known({ knownAt: '2024-07-01T10:00:00.000Z' })).toBe(0);
      expect(await known({ knownAt: '2024-07-02T12:00:00.000Z' })).toBe(0);
      expect(await known({ knownAt: '2024-07-03T10:00:00Z' })).toBe(2);
      expect(await known({ knownAt: '2024-07-03' })).toBe(2);
      expect(['2024-07-01T22:59:59.999Z', '2024-07-01T23:00:00.000Z'].map((instant) => store.dayOf(instant))).toEqual([
        '2024-07-01',
        '2024-07-02',
      ]);
      expect((await store.page('amounts', { knownAt: -1 }, { limit: 5 })).total).toBe(0);
    });
  });

  it('refuses a basis that does not exist', async () => {
    await withStore(harness, { views: [amounts] }, async (store) => {
      await ingestAll(store, [loggedEvent(0, 'Paid', { minor: '1' }, START, START)]);
      const days = ['2024-02-30', '0000-01-01', '2023-02-29', '10000-01-01', '+275760-09-13', '2024-1-1', 'today', ''];
      const bases = [
        ...days.flatMap((day) => [{ asOf: day }, { knownAt: day }]),
        ...['2024-01-01T25:00:00.000Z', '2024-02-30T00:00:00Z', '2024-01-01T00:00:00+01:00'].map((asOf) => ({ asOf })),
        ...[1, 1e20, -2, 0.5, Number.NaN].map((knownAt) => ({ knownAt })),
      ];
      for (const basis of bases) await expect(store.resolve(basis)).rejects.toThrow(InvalidBasis);
      await expect(store.one('amounts', 'k', { knownAt: 1 })).rejects.toThrow(InvalidBasis);
    });
  });

  const conditions: readonly (readonly [Condition, new (...args: never[]) => Error])[] = [
    [{ column: 'nothing', is: 'in', values: [] }, UnknownColumn],
    [{ column: 'constructor', is: 'in', values: [] }, UnknownColumn],
    [{ column: 'c_name" OR 1', is: 'contains', value: 'x' }, UnknownColumn],
    [{ column: 'count', is: 'in', values: ['1'] }, InvalidCondition],
    [{ column: 'count', is: 'atLeast', value: 1.5 }, InvalidCondition],
    [{ column: 'count', is: 'contains', value: '1' }, InvalidCondition],
    [{ column: 'open', is: 'in', values: [1] }, InvalidCondition],
    [{ column: 'open', is: 'atLeast', value: 1 }, InvalidCondition],
    [{ column: 'due', is: 'atMost', value: '2024-02-30' }, InvalidCondition],
    [{ column: 'seenAt', is: 'atMost', value: '2024-02-01' }, InvalidCondition],
    [{ column: 'budget', is: 'in', values: ['1'] }, InvalidCondition],
    [{ column: 'budget', is: 'atLeast', value: '1.50' }, InvalidCondition],
    [{ column: 'tags', is: 'atLeast', value: 'a' }, InvalidCondition],
    [{ column: 'tags', is: 'in', values: ['a'] }, InvalidCondition],
    [{ column: 'name', is: 'contains', value: 'a\0' }, InvalidCondition],
    [{ column: 'name', is: 'like', value: 'a' } as never, InvalidCondition],
  ];

  it.each(conditions)('refuses %j', async (condition, error) => {
    await withStore(harness, { views: [rich] }, async (store) => {
      const where = [condition];
      await expect(store.page('rich', {}, { limit: 1, where })).rejects.toThrow(error);
      await expect(store.diff('rich', {}, {}, { limit: 1, where })).rejects.toThrow(error);
      await expect(store.totals('rich', 'money', {}, where)).rejects.toThrow(error);
    });
  });

  it('refuses names, orders and pages that do not exist', async () => {
    await withStore(harness, { views: [rich] }, async (store) => {
      await expect(store.page('poor', {}, { limit: 1 })).rejects.toThrow(UnknownView);
      await expect(store.totals('rich', 'toString', {})).rejects.toThrow(UnknownTotal);
      await expect(store.page('rich', {}, { limit: 1, sort: ['--name'] })).rejects.toThrow(UnknownColumn);
      await expect(store.page('rich', {}, { limit: 1, sort: ['tags'] })).rejects.toThrow(InvalidCondition);
      for (const limit of [-1, 0.5, 10_001])
        await expect(store.page('rich', {}, { limit })).rejects.toThrow(InvalidCondition);
      await expect(store.page('rich', {}, { limit: 1, offset: -1 })).rejects.toThrow(InvalidCondition);
    });
  });
}
