import { instantOf } from '@tabularium/kernel';
import type { BasisAsked, Condition, KeyedRow, PageAsked, ReadStore, Row, TotalRow } from '../src/port';
import type { View } from '../src/view';
import { foldLog } from '../src/fold-log';
import type { Oracle } from './oracle';
import type { Random } from './random';
import { HOUR, KEYS, START } from './random-log';

/** A question put to the store and answered by the oracle from the basis the store says it used. */
export async function askAnything(random: Random, store: ReadStore, oracle: Oracle, head: number): Promise<void> {
  const ask = random.pick([
    askOne,
    askOne,
    askPage,
    askPage,
    askPage,
    askDiff,
    askDiff,
    askTotals,
    askHash,
    askHistory,
  ]);
  await ask(random, store, oracle, head);
}

export function randomBasis(random: Random, head: number): BasisAsked {
  const known = random.int(0, 9);
  const asOf = random.int(0, 9);
  return {
    ...(known === 0 ? {} : { knownAt: known < 3 ? randomInstant(random) : random.int(-1, head) }),
    ...(asOf === 0 ? {} : { asOf: asOf < 3 ? randomInstant(random).slice(0, 10) : randomInstant(random) }),
  };
}

const randomInstant = (random: Random): string => instantOf(START + random.int(-160, 500) * HOUR);

async function askOne(random: Random, store: ReadStore, oracle: Oracle, head: number): Promise<void> {
  const key = random.pick(KEYS);
  const { basis, found } = await store.one(oracle.view.name, key, randomBasis(random, head));
  expect(found).toEqual(oracle.one(key, basis));
}

async function askHash(random: Random, store: ReadStore, oracle: Oracle, head: number): Promise<void> {
  const { basis, rows, sha256 } = await store.contentHash(oracle.view.name, randomBasis(random, head));
  expect({ rows, sha256 }).toEqual({ rows: oracle.rows(basis).length, sha256: oracle.hash(basis) });
  expect(foldLog(oracle.view, oracle.events, basis).sha256).toBe(sha256);
}

async function askHistory(random: Random, store: ReadStore, oracle: Oracle, head: number): Promise<void> {
  const key = random.pick(KEYS);
  const { basis, versions } = await store.history(oracle.view.name, key, random.int(0, head));
  expect(versions).toEqual(oracle.history(key, basis.logIndex));
}

async function askDiff(random: Random, store: ReadStore, oracle: Oracle, head: number): Promise<void> {
  const { where, meets } = randomFilter(random, oracle.view);
  const paging = { limit: random.int(1, 6), offset: random.int(0, 2) };
  const asked = { ...paging, ...(random.chance(0.3) ? { where } : {}) };
  const [a, b] = [randomBasis(random, head), randomBasis(random, head)];
  const { from, to, entries, total } = await store.diff(oracle.view.name, a, b, asked);
  const all = oracle
    .diff(from, to)
    .filter(
      ({ key, before, restated, after }) =>
        !asked.where || [before, restated, after].some((row) => row && meets({ key, row, cause: 0 })),
    );
  expect({ entries, total }).toEqual({
    entries: all.slice(paging.offset, paging.offset + paging.limit),
    total: all.length,
  });
}

async function askPage(random: Random, store: ReadStore, oracle: Oracle, head: number): Promise<void> {
  await checkPage(random, store, oracle, randomBasis(random, head));
}

/** A page with random filter, order and place, against sorting and filtering plain arrays. */
export async function checkPage(random: Random, store: ReadStore, oracle: Oracle, asked: BasisAsked): Promise<void> {
  const { where, meets } = random.chance(0.5) ? randomFilter(random, oracle.view) : everything;
  const sort = randomSort(random, oracle.view);
  const page: PageAsked = { where, sort, limit: random.int(0, 7), offset: random.chance(0.7) ? 0 : random.int(0, 4) };
  const { basis, rows, total } = await store.page(oracle.view.name, asked, page);
  const all = oracle.rows(basis).filter(meets).sort(orderBy(sort));
  const [first, last] = [page.offset ?? 0, (page.offset ?? 0) + page.limit];
  expect({ rows, total, basis, page }).toEqual({ rows: all.slice(first, last), total: all.length, basis, page });
}

const everything = { where: [] as readonly Condition[], meets: (_row: KeyedRow) => true };

function randomSort(random: Random, { columns }: View): readonly string[] {
  const names = ['key', ...Object.keys(columns).filter((name) => columns[name]?.type !== 'list')];
  return Array.from({ length: random.int(0, 2) }, () => `${random.chance(0.5) ? '-' : ''}${random.pick(names)}`);
}

/** Nulls first, amounts by number, texts by their UTF-8 bytes; ties by key. */
const orderBy =
  (sort: readonly string[]) =>
  (a: KeyedRow, b: KeyedRow): number => {
    for (const name of [...sort, 'key']) {
      const column = name.replace('-', '');
      const order = compare(valueOf(a, column), valueOf(b, column));
      if (order !== 0) return name.startsWith('-') ? -order : order;
    }
    return 0;
  };

const valueOf = ({ key, row }: KeyedRow, column: string): unknown => (column === 'key' ? key : row[column]);

function compare(a: unknown, b: unknown): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  const difference = numberOf(a) - numberOf(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const numberOf = (value: unknown): bigint =>
  typeof value === 'object' && value !== null && 'minor' in value ? BigInt(String(value.minor)) : BigInt(Number(value));

interface Filter {
  readonly where: readonly Condition[];
  readonly meets: (row: KeyedRow) => boolean;
}

function randomFilter(random: Random, view: View): Filter {
  const filters = Array.from({ length: random.int(1, 2) }, () => randomCondition(random, view));
  return {
    where: filters.flatMap(({ where }) => where),
    meets: (row) => filters.every(({ meets }) => meets(row)),
  };
}

function randomCondition(random: Random, { columns }: View): Filter {
  const column = random.pick(['key', ...Object.keys(columns)]);
  const type = column === 'key' ? 'text' : columns[column]?.type;
  const filter = (condition: Condition, test: (value: unknown) => boolean): Filter => ({
    where: [condition],
    meets: (row) => test(valueOf(row, column)),
  });
  if (type === 'list') {
    const value = random.pick(['A', 'Straße', '"A","x', 'A","x', 'k1']);
    return filter({ column, is: 'contains', value }, (list) => Array.isArray(list) && list.includes(value));
  }
  if (type === 'text' && random.chance(0.4)) {
    const value = random.pick(['STRASSE', 'straße', 'ÄRGER', 'a', 'Y[Z', '*', '?', ']', 'k1 b', '^', '']);
    return filter({ column, is: 'contains', value }, (text) => text !== null && fold(text).includes(fold(value)));
  }
  const values = samplesOf(type ?? 'text');
  if (type === 'flag' || (type !== 'money' && random.chance(0.5))) {
    const given = random.some([...values, null], 3);
    const stored: readonly unknown[] = given.map(inFull);
    return filter({ column, is: 'in', values: given }, (value) => stored.includes(value));
  }
  const value = random.pick(values);
  const is = random.pick(['atLeast', 'atMost'] as const);
  if (typeof value === 'boolean') throw new Error('Flags have no order');
  return filter({ column, is, value }, (cell) => {
    if (cell === null) return false;
    const order =
      typeof value === 'string' && type !== 'money' ? compare(cell, inFull(value)) : compareNumbers(cell, value);
    return is === 'atLeast' ? order >= 0 : order <= 0;
  });
}

/** One of the samples is an instant without its milliseconds, which means the same. */
const inFull = <T>(value: T): T | string => (value === SHORT ? '2024-01-15T00:00:00.000Z' : value);

const SHORT = '2024-01-15T00:00:00Z';

const compareNumbers = (cell: unknown, value: string | number): number => {
  const difference = numberOf(cell) - BigInt(value);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Letters whose other case is one letter too; ß has none. */
const fold = (value: unknown): string =>
  [...String(value)].map((char) => ([...char.toLowerCase()].length === 1 ? char.toLowerCase() : char)).join('');

function samplesOf(type: string): readonly (string | number | boolean)[] {
  if (type === 'int') return [-2, 0, 1, 2, 3, 7, 12];
  if (type === 'flag') return [true, false];
  if (type === 'date') return ['2024-01-08', '2024-01-12', '2024-01-20'];
  if (type === 'instant') return [instantOf(START + 24 * HOUR), SHORT];
  if (type === 'money') return ['0', '999', 2999, '-18014398509481986', '9007199254740993'];
  return ['A', 'B', 'k1 A', 'k2', 'Straße', '😀', 'Ärger B'];
}

async function askTotals(random: Random, store: ReadStore, oracle: Oracle, head: number): Promise<void> {
  const names = Object.keys(oracle.view.totals);
  if (names.length === 0) return;
  const total = random.pick(names);
  const { where, meets } = random.chance(0.4) ? randomFilter(random, oracle.view) : everything;
  const { basis, rows } = await store.totals(oracle.view.name, total, randomBasis(random, head), where);
  expect(rows).toEqual(
    totalsOf(
      oracle.view,
      total,
      oracle
        .rows(basis)
        .filter(meets)
        .map(({ row }) => row),
    ),
  );
}

/** A total by adding up arrays. */
function totalsOf(view: View, name: string, rows: readonly Row[]): readonly TotalRow[] {
  const total = view.totals[name];
  if (!total) throw new Error(`No total ${name}`);
  const measures = Object.entries(total.measures);
  const amounts = [
    ...new Set(
      measures.flatMap(([, of]) => (of.of !== 'count' && view.columns[of.column]?.type === 'money' ? of.column : [])),
    ),
  ];
  const groups = new Map<string, Record<string, unknown>>();
  const groupOf = (row: Row, amount?: string): Record<string, unknown> => ({
    ...Object.fromEntries(total.groupBy.map((column) => [column, row[column]])),
    ...(amount === undefined ? {} : { ccy: ccyOf(row[amount]) }),
  });
  for (const amount of amounts.length ? amounts : [undefined])
    for (const row of rows) groups.set(JSON.stringify(groupOf(row, amount)), groupOf(row, amount));
  if (total.groupBy.length === 0 && amounts.length === 0) groups.set('{}', {});
  return [...groups.entries()]
    .map(([id, group]) => ({
      group,
      measures: Object.fromEntries(
        measures.map(([measure, of]) => {
          const amount = of.of !== 'count' && amounts.includes(of.column) ? of.column : amounts[0];
          const members = rows.filter((row) => JSON.stringify(groupOf(row, amount)) === id);
          return [
            measure,
            of.of === 'count'
              ? members.length
              : measureOf(
                  of.of,
                  members.map((row) => row[of.column]),
                ),
          ];
        }),
      ),
    }))
    .sort((a, b) => compareGroups(Object.values(a.group), Object.values(b.group)));
}

const ccyOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'ccy' in value ? value.ccy : null;

function measureOf(of: 'sum' | 'min' | 'max', cells: readonly unknown[]): number | string | null {
  const values = cells.filter((cell) => cell !== null);
  if (values.length === 0) return null;
  if (of !== 'sum') {
    const extreme = values.toSorted(compare).at(of === 'min' ? 0 : -1);
    return typeof extreme === 'object' ? numberOf(extreme).toString() : (extreme as number | string);
  }
  const sum = values.map(numberOf).reduce((a, b) => a + b, 0n);
  return typeof values[0] === 'object' ? sum.toString() : Number(sum);
}

function compareGroups(a: readonly unknown[], b: readonly unknown[]): number {
  return a.map((value, n) => compare(value, b[n])).find((order) => order !== 0) ?? 0;
}
