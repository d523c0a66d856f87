import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Engine } from '@tabularium/engine';
import {
  loadMapping,
  planImport,
  runImport,
  type ImportClient,
  type ImportOutcome,
  type KnownReturn,
} from '@tabularium/migration';
import { realData } from './gmpp-panel';

/** A file of the real data and the mapping that reads it. */
interface ImportFile {
  readonly mapping: string;
  readonly path: string;
}

const gmpp = (year: number): ImportFile => ({ mapping: 'gmpp', path: `gmpp/uk_${year}.csv` });

/** The returns of eight years, in no order. */
export const gmppFiles = [
  gmpp(2016),
  ...[2014, 2021, 2018, 2015, 2020, 2017, 2019].map(gmpp),
] as const satisfies readonly ImportFile[];

export const melbourneWater: ImportFile = {
  mapping: 'melbourne-water',
  path: 'melbourne-water/Capital_Delivery_Project_deidentified.csv',
};

export async function importFile(
  engine: Engine,
  { mapping, path }: ImportFile,
  actor = 'director',
): Promise<ImportOutcome> {
  const text = readFileSync(join(__dirname, '../../examples/mappings', `${mapping}.mapping.json`));
  const file = { name: basename(path), bytes: readFileSync(join(realData, path)) };
  return runImport(await planImport(loadMapping(text), [file]), { client: clientOf(engine, actor), concurrency: 32 });
}

/** The importer's engine, in the process. */
const clientOf = (engine: Engine, actor: string): ImportClient => ({
  submit: (command) => engine.submit({ ...command, actor }),
  knownReturns: async (source) => {
    await engine.caughtUp();
    const where = [{ column: 'source', is: 'in', values: [source] }] as const;
    const { rows } = await engine.views.page('legacy-returns', {}, { where, limit: 100 });
    return rows.map(({ row }) => row as unknown as KnownReturn);
  },
});
