import { Command, CommanderError } from 'commander';
import { Cli, type AddCommand } from './cli';
import { addAudit } from './commands/audit.command';
import { addBackup } from './commands/backup.command';
import { addCopy } from './commands/copy.command';
import { addDiff } from './commands/diff.command';
import { addDo } from './commands/do.command';
import { addEvents } from './commands/events.command';
import { addExport } from './commands/export.command';
import { addHistory } from './commands/history.command';
import { addImport } from './commands/import.command';
import { addPeople } from './commands/people.command';
import { addRebuild } from './commands/rebuild.command';
import { addReplay } from './commands/replay.command';
import { addReport } from './commands/report.command';
import { addRestore } from './commands/restore.command';
import { addShow } from './commands/show.command';
import { addStart } from './commands/start.command';
import { addToken } from './commands/token.command';
import { addVerifyStore } from './commands/verify-store.command';
import { addViews } from './commands/views.command';
import { addWhy } from './commands/why.command';
import { EXIT, Failure, type ExitCode } from './exit';
import type { Io } from './io';
import { version } from './version.adapter';

/** In the order of help: run it, fill it, ask it, check it, keep it. */
const commands: readonly AddCommand[] = [
  addStart,
  addToken,
  addPeople,
  addImport,
  addDo,
  addViews,
  addShow,
  addHistory,
  addDiff,
  addWhy,
  addAudit,
  addReport,
  addExport,
  addEvents,
  addReplay,
  addRebuild,
  addVerifyStore,
  addBackup,
  addRestore,
  addCopy,
];

/** Runs one command line and gives its exit code; never throws. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const cli = new Cli(io);
  try {
    await Promise.race([programFor(cli).parseAsync(args, { from: 'user' }), cli.unclaimedInterruption()]);
    return EXIT.ok;
  } catch (error) {
    return explain(error, io);
  }
}

function programFor(cli: Cli): Command {
  const program = new Command('tabularium')
    .description('The record of a portfolio: every decision kept, every figure answerable for any date')
    .version(version())
    .option('--as <person>', 'act as this person, with the key of the data folder')
    .option('--url <address>', 'the server to ask (default: TABULARIUM_HOST and TABULARIUM_PORT, else this machine)')
    .option('--folder <path>', 'the data folder (default: TABULARIUM_DATA, else ./.tabularium)')
    .option('--json', 'the answer of the API as it is, for programs')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => void cli.io.out(text), writeErr: cli.io.err })
    .showHelpAfterError('(add --help for usage and examples)')
    .addHelpText('after', EXIT_CODES);
  for (const add of commands) add(program, cli);
  return program;
}

const EXIT_CODES = `
Exit codes: 0 done, 1 refused, not equal or findings that matter, 2 wrong usage or bad input,
3 not reachable or not permitted, 4 interrupted, 70 a fault of the program.`;

function explain(error: unknown, io: Io): ExitCode {
  if (error instanceof Failure) {
    io.err(`${error.lines.join('\n')}\n`);
    return error.exit;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const wantsTrace = ['debug', 'trace'].includes(io.env['TABULARIUM_LOG_LEVEL'] ?? '');
  const words = error instanceof Error ? ((wantsTrace ? error.stack : undefined) ?? error.message) : String(error);
  io.err(`A fault, not your doing: ${words}\nTABULARIUM_LOG_LEVEL=debug shows where.\n`);
  return EXIT.fault;
}
