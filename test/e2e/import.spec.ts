import { existsSync } from 'node:fs';
import type { Money } from '@tabularium/kernel';
import { TestServer } from './api-server';
import { byName, readPanel, realData, type Reading } from './gmpp-panel';
import { gmppFiles, importFile, melbourneWater } from './import-file';

const isThere = existsSync(realData);
if (!isThere) console.warn(`Skipped: there is no real data in ${realData}`);
const withData = isThere ? describe : describe.skip;

const rowsOf = async ({ engine }: TestServer, view: string, asOf: string, portfolio: string) => {
  const where = [{ column: 'portfolio', is: 'in', values: [portfolio] }] as const;
  return (await engine.views.page(view, { asOf }, { where, limit: 1000 })).rows.map(({ row }) => row);
};

/** Views folded straight from the log that differ from what is served: every view at the last day, those with rows at all. */
async function differing(server: TestServer, days: readonly string[]): Promise<readonly string[]> {
  const views = [...new Set((await server.engine.views.status()).map(({ view }) => view))];
  const last = await replayed(server, views, days.slice(-1));
  const withRows = last.filter(({ rows }) => rows > 0).map(({ view }) => view);
  const others = await replayed(server, withRows, days.slice(0, -1));
  return [...last, ...others].filter(({ equal }) => !equal).map(({ path }) => path);
}

async function replayed(server: TestServer, views: readonly string[], days: readonly string[]) {
  const answers = [];
  for (const { view, path } of views.flatMap((view) =>
    days.map((day) => ({ view, path: `/api/views/${view}/replay?asOf=${day}` })),
  )) {
    const { status, body } = await server.get(path);
    const rows = (body['replay'] as { readonly rows?: number } | undefined)?.rows ?? 0;
    answers.push({ view, path, rows, equal: status === 200 && body['equal'] === true });
  }
  return answers;
}

withData('eight returns of the UK’s major projects, imported out of order', () => {
  const panel = isThere ? readPanel() : new Map<string, readonly Reading[]>();
  const days = [...panel.keys()];
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
    for (const file of gmppFiles)
      expect(await importFile(server.engine, file)).toMatchObject({ kind: 'done', refused: [] });
    await server.engine.caughtUp();
  }, 240_000);

  afterAll(() => server.stop());

  it.each(days)('show as of %s what that return says, and nothing else', async (day) => {
    const register = (await rowsOf(server, 'project-register', day, 'GMPP')).map(toReading).sort(byName);
    expect(register).toEqual(panel.get(day));
  });

  const pairs = days.slice(1).map((to, n) => ({ from: days[n] ?? '', to }));
  it.each(pairs)('name every change from $from to $to', async ({ from, to }) => {
    const where = [{ column: 'portfolio', is: 'in', values: ['GMPP'] }] as const;
    const { entries } = await server.engine.views.diff(
      'project-register',
      { asOf: from },
      { asOf: to },
      { where, limit: 1000 },
    );
    const named = entries
      .filter(({ before, after }) => before && after)
      .flatMap(({ before, after, columns }) =>
        COMPARED.filter((column) => columns.includes(column)).map((column) => ({
          name: String(after?.['name']),
          column,
          from: toReading(before ?? {})[column],
          to: toReading(after ?? {})[column],
        })),
      );
    const [then, now] = [await rowsByKey(from), await rowsByKey(to)];
    const expected = [...now].flatMap(([key, after]) => {
      const before = then.get(key);
      return before
        ? COMPARED.filter((column) => before[column] !== after[column]).map((column) => ({
            name: after.name,
            column,
            from: before[column],
            to: after[column],
          }))
        : [];
    });
    expect(named.length).toBeGreaterThan(100);
    expect(named.sort(byPlace)).toEqual(expected.sort(byPlace));
  });

  it('are the same folded straight from the log', async () => {
    expect(await differing(server, days)).toEqual([]);
  }, 240_000);

  it('stand on the authority of an earlier record, never on a role or a decision', async () => {
    const bases = new Set<string>();
    for await (const { stream, metadata } of server.engine.log.readAll())
      if (stream.startsWith('project-GMPP-')) bases.add(metadata.authority.basis);
    expect([...bases]).toEqual(['LEGACY']);
  });

  it('add nothing when they are imported again', async () => {
    expect(await importFile(server.engine, gmppFiles[0])).toMatchObject({ factsAdded: 0, refused: [] });
  }, 60_000);

  const rowsByKey = async (day: string): Promise<ReadonlyMap<string, Reading>> => {
    const where = [{ column: 'portfolio', is: 'in', values: ['GMPP'] }] as const;
    const { rows } = await server.engine.views.page('project-register', { asOf: day }, { where, limit: 1000 });
    return new Map(rows.map(({ key, row }) => [key, toReading(row)]));
  };
});

withData('the capital projects of Melbourne Water', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
    expect(await importFile(server.engine, melbourneWater)).toMatchObject({ kind: 'done', refused: [] });
    await server.engine.caughtUp();
  }, 120_000);

  afterAll(() => server.stop());

  it('are 445', async () => {
    expect(await rowsOf(server, 'project-register', '2030-12-31', 'MW-CAPITAL')).toHaveLength(445);
  });

  it('are the same folded straight from the log', async () => {
    expect(await differing(server, ['2018-06-30', '2024-02-29'])).toEqual([]);
  }, 120_000);
});

const COMPARED = ['startsOn', 'endsOn', 'confidence', 'wholeLifeCost', 'yearBaseline', 'yearForecast'] as const;

const byPlace = (
  a: { readonly name: string; readonly column: string },
  b: { readonly name: string; readonly column: string },
): number => (`${a.name} ${a.column}` < `${b.name} ${b.column}` ? -1 : 1);

function toReading(row: Readonly<Record<string, unknown>>): Reading {
  const text = (column: string) => row[column] as string | null;
  return {
    name: text('name') ?? '',
    unit: text('unit'),
    startsOn: text('startsOn'),
    endsOn: text('endsOn'),
    confidence: text('confidence'),
    wholeLifeCost: millions(row['wholeLifeCost'] as Money | null),
    yearBaseline: millions(row['yearBaseline'] as Money | null),
    yearForecast: millions(row['yearForecast'] as Money | null),
  };
}

const millions = (amount: Money | null): string | null =>
  amount === null ? null : (Number(amount.minor) / 1e8).toFixed(8);
