import { basename } from 'node:path';
import type { ImportOutcome, ImportPlan, Mapping, Progress } from '@tabularium/migration';
import type { Api } from '../api/api';
import { importClient } from '../api/import-client.adapter';
import type { AddCommand, Cli } from '../cli';
import { EXIT, Failure } from '../exit';
import { readBytes, readText, writeWhole } from '../files.adapter';
import { examples } from '../format/help';
import { importCsv, matters } from '../format/import-report';
import { importText } from '../format/import-text';
import { loadMigration } from '../lazy.adapter';
import { progressBar } from '../progress.adapter';

interface ImportOptions {
  readonly mapping: string;
  readonly dryRun?: boolean;
  readonly report?: string;
}

export const addImport: AddCommand = (program, cli) => {
  const command = program
    .command('import')
    .description('assert what the spreadsheets of an earlier system say, with file and row as evidence')
    .argument('<file...>', 'all files of the returns to import')
    .requiredOption('--mapping <file>', 'how to read them (docs/guides/import.md)')
    .option('--dry-run', 'read and compare, send nothing')
    .option('--report <file>', 'everything unreadable, found or refused, as .json or .csv')
    .addHelpText('after', HELP)
    .action(async (names: readonly string[], options: ImportOptions) => {
      const stop = cli.claimInterruption();
      const plan = await planOf(names, options.mapping);
      const outcome = await cli.withApi(command, (api) => runPlan(cli, api, plan, options, stop), { creates: true });
      await report(plan, outcome, options.report);
      const said = loadMigration().reportOf(plan, outcome);
      await cli.print(command, JSON.stringify(said), () => importText(said, cli.io));
      conclude(plan, outcome);
    });
};

const HELP = [
  examples(
    'import returns/2021.csv --mapping returns.mapping.json --dry-run --as m.halloran',
    'import returns/*.csv --mapping returns.mapping.json --report import.csv --as m.halloran',
  ),
  '',
  'Ctrl-C stops after what is being sent; the same command again goes on. Repeating an import adds nothing.',
].join('\n');

async function planOf(names: readonly string[], mappingFile: string): Promise<ImportPlan> {
  const files = await Promise.all(names.map(async (name) => ({ name: basename(name), bytes: await readBytes(name) })));
  return loadMigration().planImport(await mappingOf(mappingFile), files);
}

async function mappingOf(file: string): Promise<Mapping> {
  const { loadMapping, MappingInvalid } = loadMigration();
  try {
    return loadMapping(await readText(file));
  } catch (error) {
    if (!(error instanceof MappingInvalid)) throw error;
    const faults = error.faults.map(({ pointer, message }) => `  ${pointer || '/'} ${message}`);
    throw new Failure(EXIT.usage, [`${file} is no mapping:`, ...faults]);
  }
}

async function runPlan(
  cli: Cli,
  api: Api,
  plan: ImportPlan,
  { dryRun = false }: ImportOptions,
  signal: AbortSignal,
): Promise<ImportOutcome> {
  const bar = progressBar(cli.io, dryRun ? 'Comparing' : 'Importing');
  try {
    const onProgress = ({ done, total, returnOn }: Progress) => bar.at(done, total, returnOn);
    return await loadMigration().runImport(plan, { client: importClient(api), dryRun, signal, onProgress });
  } finally {
    bar.end();
  }
}

async function report(plan: ImportPlan, outcome: ImportOutcome, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const isCsv = file.toLowerCase().endsWith('.csv');
  await writeWhole(
    file,
    isCsv ? importCsv(plan, outcome) : `${JSON.stringify(loadMigration().reportOf(plan, outcome), null, 2)}\n`,
  );
}

function conclude(plan: ImportPlan, outcome: ImportOutcome): void {
  if (outcome.kind === 'interrupted')
    throw new Failure(EXIT.interrupted, [
      'Interrupted between two commands. The same command again goes on from here.',
    ]);
  if (matters(plan, outcome)) throw new Failure(EXIT.refused, ['Not everything got in: see above.']);
}
