import type { Command } from 'commander';
import type { ViewStatus } from '@tabularium/read-store';
import { openEngine, type Engine } from '../api/engine-api.adapter';
import type { AddCommand, Cli } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';
import { columnNamed, renderTable, type Paper } from '../format/table';
import { progressBar } from '../progress.adapter';

interface RebuildOptions {
  readonly all?: true;
  readonly force?: true;
}

export const addRebuild: AddCommand = (program, cli) => {
  const command = program
    .command('rebuild')
    .description('build views again from the log, beside those that serve; the new ones take over where they are equal')
    .argument('[view...]', 'these views')
    .option('--all', 'every view')
    .option('--force', 'take over even where they differ: after a repair')
    .addHelpText('after', HELP)
    .action(async (names: readonly string[], options: RebuildOptions) => {
      if (names.length === 0 && !options.all) throw new Failure(EXIT.usage, ['Which views? Name them, or say --all.']);
      const engine = await openEngine(cli.place(command), cli.io.env);
      try {
        await rebuild(cli, command, engine, names, options);
      } finally {
        await engine.close();
      }
    });
};

const HELP = [
  examples('rebuild people', 'rebuild --all', 'rebuild people --force'),
  '',
  'No server may run meanwhile. Ctrl-C stops after a step; the same command goes on from there.',
].join('\n');

async function rebuild(
  cli: Cli,
  command: Command,
  engine: Engine,
  names: readonly string[],
  options: RebuildOptions,
): Promise<void> {
  const signal = cli.claimInterruption();
  const statuses: ViewStatus[] = [];
  for (const name of options.all ? await namesOf(engine) : names) {
    if (!signal.aborted) statuses.push(await rebuilt(cli, engine, name, options, signal));
  }
  await cli.print(command, JSON.stringify(statuses), () => statusTable(statuses, cli.io));
  if (signal.aborted) throw new Failure(EXIT.interrupted, ['Interrupted. The same command again goes on from here.']);
  if (statuses.some(({ stage }) => stage !== 'active'))
    throw new Failure(EXIT.refused, ['Not every view took over. --force makes one that differs take over.']);
}

const namesOf = async (engine: Engine): Promise<readonly string[]> => [
  ...new Set((await engine.views.status()).map(({ view }) => view)),
];

async function rebuilt(
  cli: Cli,
  engine: Engine,
  name: string,
  { force }: RebuildOptions,
  signal: AbortSignal,
): Promise<ViewStatus> {
  const bar = progressBar(cli.io, `Rebuilding ${name}`);
  try {
    const onProgress = (appliedTo: number, head: number) => bar.at(appliedTo + 1, head + 1, 'events');
    return await engine.rebuild(name, { signal, onProgress, switch: force ? 'always' : 'when-equal' });
  } catch (error) {
    throw error instanceof Error && error.name === 'UnknownView'
      ? new Failure(EXIT.usage, [`${error.message}.`])
      : error;
  } finally {
    bar.end();
  }
}

const outcome = ({ stage, fault }: ViewStatus): string =>
  fault ??
  { active: 'took over', ready: 'DIFFERENT: the old one serves on', building: 'not done', retired: 'retired' }[stage];

const statusTable = (statuses: readonly ViewStatus[], paper: Paper): string =>
  renderTable(
    ['view', 'version', 'appliedTo', 'outcome'].map(columnNamed),
    statuses.map((status) => ({ ...status, outcome: outcome(status) })),
    paper,
  );
