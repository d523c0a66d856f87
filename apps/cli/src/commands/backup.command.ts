import type { Manifest } from '@tabularium/engine';
import type { AddCommand } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';
import { plural } from '../format/text';
import { loadEngine } from '../lazy.adapter';
import { progressLines } from '../progress-lines';

export const addBackup: AddCommand = (program, cli) => {
  const command = program
    .command('backup')
    .description('copy the log and the key of the data folder into a new folder, and check the copy; a server may run')
    .argument('<folder>', 'new or empty')
    .addHelpText('after', HELP)
    .action(async (target: string) => {
      const { folder } = cli.place(command);
      const onProgress = progressLines(cli.io, 'compared');
      const manifest = await explaining(() => loadEngine().backUp(folder, target, { onProgress }));
      await cli.print(command, JSON.stringify(manifest), () => `${standOf(manifest)}\nkept in ${target}, checked`);
    });
};

const HELP = [
  examples('backup /backup/tabularium-2026-03-01', 'backup /backup/today --folder /srv/record --json'),
  '',
  'The backup holds the signing key: whoever can read it can act as anybody. Views are left out; they are built again.',
].join('\n');

/** What a backup holds, for people. */
export const standOf = ({ events, lastEventId, lastRecordedAt, sha256, takenAt }: Manifest): string =>
  [
    events === 0
      ? 'no event'
      : `${plural(events, 'event')}, the last one #${events - 1} ${lastEventId ?? ''} of ${lastRecordedAt ?? ''}`,
    `content ${sha256}`,
    `as it stood at ${takenAt}`,
  ].join('\n');

/** Turns what can be expected to go wrong with a folder into words. */
export async function explaining<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'BackupInvalid') throw new Failure(EXIT.refused, [`${error.message}.`]);
    if (error.name === 'FolderInUse')
      throw new Failure(EXIT.usage, [`${error.message}. Name a folder that is new: nothing is overwritten.`]);
    if (error.name === 'StoreUnavailable') throw new Failure(EXIT.unreachable, [`${error.message}.`]);
    throw error;
  }
}
