import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf } from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';
import { projectContract } from '@tabularium/portfolio/contract';
import { parse } from 'csv-parse/sync';
import { loadMapping, planImport, type ImportPlan, type ProjectStatement } from './index';
import { collapse } from './pattern';

const root = join(__dirname, '..', '..', '..');
const folder = join(root, '..', 'shared', 'data', 'gmpp');
const isThere = existsSync(folder);
if (!isThere) console.warn(`Skipped: the returns of the GMPP are not in ${folder}`);
const withData = isThere ? describe : describe.skip;

type PanelRow = Readonly<Record<string, string>>;

withData('the returns of the GMPP', () => {
  const mapping = loadMapping(readFileSync(join(root, 'examples/mappings/gmpp.mapping.json')));
  let plan: ImportPlan;
  let panel: readonly PanelRow[];
  let statements: readonly ProjectStatement[];

  beforeAll(async () => {
    const names = readdirSync(folder).filter((name) => name.startsWith('uk_'));
    plan = await planImport(
      mapping,
      names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
    );
    statements = plan.returns.flatMap((planned) => planned.statements);
    panel = parse(readFileSync(join(folder, 'gmpp_panel_2014_2021.csv')), { columns: true, bom: true });
  });

  it('name every project of every year', () => {
    expect(plan.refusedFiles).toEqual([]);
    expect(plan.returns.map(({ returnOn, statements: { length } }) => [returnOn, length])).toEqual([
      ['2013-09-30', 199],
      ['2014-09-30', 188],
      ['2015-09-30', 143],
      ['2016-09-30', 143],
      ['2017-09-30', 133],
      ['2018-09-30', 133],
      ['2019-09-30', 125],
      ['2021-03-31', 184],
    ]);
    expect(statements).toHaveLength(1248);
  });

  it('hold two cells that cannot be read, and nothing else odd', () => {
    expect(plan.unreadable.map(({ file, row, why }) => [file, row, why.slice(0, 30)])).toEqual([
      ['uk_2017.csv', 34, 'no day in the form D/M/YYYY or'],
      ['uk_2020.csv', 120, 'a byte of it is no character; '],
    ]);
    expect(plan.files.flatMap(({ unusedColumns }) => unusedColumns)).toEqual([]);
    expect(plan.findings).toEqual([]);
  });

  it('become commands the project takes', () => {
    const faulty = statements.filter(
      ({ data }) => faultsOf(projectContract.commands.AssertLegacyFacts, data).length > 0,
    );
    expect(faulty).toEqual([]);
  });

  it('say what an independent reading of them says', () => {
    const read = statements.map(comparable).sort(byPlace);
    expect(read).toEqual(panel.map(expected).sort(byPlace));
  });
});

interface Comparable {
  readonly place: string;
  readonly [field: string]: string | undefined;
}

const byPlace = (a: Comparable, b: Comparable): number => (a.place < b.place ? -1 : 1);

function comparable({ data: { returnOn, profile, cost, confidence } }: ProjectStatement): Comparable {
  return {
    place: `${returnOn} ${profile.name}`,
    unit: profile.unit,
    category: profile.category,
    sourceId: profile.sourceId,
    startsOn: profile.startsOn,
    endsOn: profile.endsOn,
    rating: confidence[0]?.rating,
    words: confidence[0]?.rating ? undefined : confidence[0]?.statement,
    yearBaseline: millions(cost?.yearBaseline),
    yearForecast: millions(cost?.yearForecast),
    wholeLifeCost: millions(cost?.wholeLifeCost),
  };
}

const units: Readonly<Record<string, string>> = {
  MoD: 'MOD',
  MOJ: 'MoJ',
  DFT: 'DfT',
  DFE: 'DfE',
  DfID: 'DFID',
  DoH: 'DH',
  DOH: 'DH',
  'DoH Capital': 'DH',
  'DoH Non Capital': 'DH',
};
const ratings = new Set(['GREEN', 'AMBER_GREEN', 'AMBER', 'AMBER_RED', 'RED']);

function expected(row: PanelRow): Comparable {
  const stated = (column: string): string | undefined => collapse(row[column] ?? '') || undefined;
  const rating = stated('ipa_dca');
  const isRated = rating !== undefined && ratings.has(rating);
  return {
    place: `${row['snapshot_date']} ${stated('name')}`,
    unit: units[stated('department') ?? ''] ?? stated('department'),
    category: stated('category'),
    sourceId: stated('gmpp_id'),
    startsOn: stated('start_date'),
    endsOn: stated('end_date'),
    rating: isRated ? rating : undefined,
    words: isRated ? undefined : stated('ipa_dca_raw'),
    yearBaseline: rounded(stated('fy_baseline_gbpm')),
    yearForecast: rounded(stated('fy_forecast_gbpm')),
    wholeLifeCost: rounded(stated('wlc_gbpm')),
  };
}

/** Pounds to the penny, in millions. */
const millions = (amount: Money | undefined): string | undefined =>
  amount === undefined ? undefined : (Number(amount.minor) / 1e8).toFixed(8);

/** The independent reading keeps nine decimals of a million; a penny is the eighth. */
const rounded = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : Number(text).toFixed(8);
