import type { Command } from 'commander';
import { openLog } from '../api/log-file.adapter';
import type { AddCommand, Cli } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';
import { columnNamed, renderTable, type Paper } from '../format/table';
import { plural } from '../format/text';
import { checkLog, type LogSummary } from '../verify/check-log';

export const addVerifyStore: AddCommand = (program, cli) => {
  const command = program
    .command('verify-store')
    .description('read the whole log: nothing missing, doubled, out of order or dangling? No server may run meanwhile')
    .addHelpText('after', examples('verify-store', 'verify-store --folder ./record --json'))
    .action(() => verifyStore(cli, command));
};

async function verifyStore(cli: Cli, command: Command): Promise<void> {
  const { folder } = cli.place(command);
  const log = openLog(folder);
  try {
    const summary = await checkLog(log.readAll());
    await cli.print(command, JSON.stringify(summary), () => summaryText(summary, folder, cli.io));
    if (summary.faults.length > 0) throw new Failure(EXIT.refused, ['The log was damaged, or changed by hand.']);
  } finally {
    await log.close();
  }
}

function summaryText({ events, streams, faults }: LogSummary, folder: string, paper: Paper): string {
  const counted = `${plural(events, 'event')} in ${plural(streams, 'stream')} of ${folder}`;
  if (faults.length === 0) return `${counted}: nothing missing, doubled, out of order or dangling`;
  const rows = faults.map((fault) => ({ ...fault }));
  return `${renderTable(['at', 'stream', 'revision', 'what'].map(columnNamed), rows, paper)}\n${counted}: ${plural(faults.length, 'fault')}`;
}
