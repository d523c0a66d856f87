import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The real data beside the repository; absent on most machines. */
export const realData = join(__dirname, '..', '..', '..', 'shared', 'data');

/** What the register must say of one project as of one return, by an independent reading of the files. */
export interface Reading {
  readonly name: string;
  readonly unit: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly confidence: string | null;
  readonly wholeLifeCost: string | null;
  readonly yearBaseline: string | null;
  readonly yearForecast: string | null;
}

export type Readings = ReadonlyMap<string, readonly Reading[]>;

const RATINGS: ReadonlySet<string> = new Set(['GREEN', 'AMBER_GREEN', 'AMBER', 'AMBER_RED', 'RED']);
/** Departments the files write in more than one way. */
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

/** The panel of all returns: day of the return → its projects by name. */
export function readPanel(): Readings {
  const rows = parse(readFileSync(join(realData, 'gmpp', 'gmpp_panel_2014_2021.csv')), {
    columns: true,
    bom: true,
  }) as readonly Readonly<Record<string, string>>[];
  const days = [...new Set(rows.map((row) => row['snapshot_date'] ?? ''))].sort();
  return new Map(
    days.map((day) => [
      day,
      rows
        .filter((row) => row['snapshot_date'] === day)
        .map(toReading)
        .sort(byName),
    ]),
  );
}

export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

function toReading(row: Readonly<Record<string, string>>): Reading {
  const cell = (column: string): string | null => row[column]?.replace(/\s+/gu, ' ').trim() || null;
  const rating = cell('ipa_dca');
  const unit = cell('department');
  return {
    name: cell('name') ?? '',
    unit: unit && (units[unit] ?? unit),
    startsOn: cell('start_date'),
    endsOn: cell('end_date'),
    confidence: rating && RATINGS.has(rating) ? rating : null,
    wholeLifeCost: millions(cell('wlc_gbpm')),
    yearBaseline: millions(cell('fy_baseline_gbpm')),
    yearForecast: millions(cell('fy_forecast_gbpm')),
  };
}

/** Pounds to the penny, in millions: the panel keeps nine decimals, a penny is the eighth. */
const millions = (text: string | null): string | null => (text === null ? null : Number(text).toFixed(8));
