import type { Command } from 'commander';
import { openToRead, openToWrite, type NamedStore } from '../api/any-store.adapter';
import type { AddCommand, Cli } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';
import { plural } from '../format/text';
import { loadEventStore } from '../lazy.adapter';
import { progressLines } from '../progress-lines';

interface CopyStores {
  readonly from: string;
  readonly to: string;
}

export const addCopy: AddCommand = (program, cli) => {
  const command = program
    .command('copy')
    .description('copy every event to another store, in the same order, and compare both at the end')
    .requiredOption('--from <store>', 'a data folder, or esdb://… or kurrentdb://…')
    .requiredOption('--to <store>', 'the same; empty, or an unfinished copy. Nobody else may write to it meanwhile')
    .addHelpText('after', HELP)
    .action(async ({ from, to }: CopyStores) => {
      if (from === to) throw new Failure(EXIT.usage, ['--from and --to name the same store.']);
      const source = openToRead(from);
      try {
        await withTarget(to, (target) => copy(cli, command, source, target));
      } finally {
        await source.store.close();
      }
    });
};

const HELP = [
  examples(
    'copy --from ./.tabularium --to ./copy',
    "copy --from ./.tabularium --to 'esdb://admin:…@db.example.org:2113?tlsCAFile=/etc/ssl/ca.crt'",
  ),
  '',
  'Ctrl-C stops between two appends; the same command again goes on from there. Keys and views are not copied.',
].join('\n');

async function withTarget(to: string, work: (target: NamedStore) => Promise<void>): Promise<void> {
  const target = openToWrite(to);
  try {
    await work(target);
  } catch (error) {
    throw explained(error, target.label);
  } finally {
    await target.store.close();
  }
}

async function copy(cli: Cli, command: Command, from: NamedStore, to: NamedStore): Promise<void> {
  const { copyLog, summarise } = loadEventStore();
  const signal = cli.claimInterruption();
  const { already, appended, interrupted } = await copyLog(from.store, to.store, {
    signal,
    onProgress: progressLines(cli.io, 'in the target'),
  });
  if (interrupted)
    throw new Failure(EXIT.interrupted, [
      `Interrupted with ${plural(already + appended, 'event')} in the target. The same command again goes on from there.`,
    ]);
  cli.io.err('Comparing both\n');
  const there = await summarise(to.store, { onProgress: progressLines(cli.io, 'of the target read') });
  const here = await summarise(from.store, {
    limit: there.events,
    onProgress: progressLines(cli.io, 'of the source read'),
  });
  const equal = here.sha256 === there.sha256;
  const said = { already, appended, equal, from: here, to: there };
  await cli.print(command, JSON.stringify(said), () => text(said, from.label, to.label));
  if (!equal) throw new Failure(EXIT.refused, ['The two are not equal: somebody else wrote to one of them.']);
}

interface Said {
  readonly already: number;
  readonly appended: number;
  readonly equal: boolean;
  readonly from: { readonly sha256: string };
  readonly to: { readonly sha256: string; readonly events: number };
}

const text = ({ already, appended, equal, from, to }: Said, source: string, target: string): string =>
  [
    `${plural(appended, 'event')} copied, ${already} were there already`,
    `${from.sha256}  ${source}`,
    `${to.sha256}  ${target}`,
    equal ? `equal: ${plural(to.events, 'event')}` : 'DIFFERENT',
  ].join('\n');

function explained(error: unknown, target: string): unknown {
  if (!(error instanceof Error)) return error;
  const words: Readonly<Record<string, readonly string[]>> = {
    CopyDiffers: [`${error.message}.`, `Nothing was added. Copy to an empty store instead of ${target}.`],
    RevisionConflict: [`${error.message}: somebody else is writing to ${target}.`],
    StreamDeleted: [`${error.message} in ${target}.`],
  };
  const lines = words[error.name];
  if (lines) return new Failure(EXIT.refused, lines);
  if (error.name !== 'StoreUnavailable') return error;
  return new Failure(EXIT.unreachable, [`${error.message}.`, 'The same command again goes on from there.']);
}
