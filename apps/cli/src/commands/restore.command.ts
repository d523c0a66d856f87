import type { AddCommand } from '../cli';
import { examples } from '../format/help';
import { loadEngine } from '../lazy.adapter';
import { explaining, standOf } from './backup.command';

export const addRestore: AddCommand = (program, cli) => {
  const command = program
    .command('restore')
    .description('make a new data folder (--folder) of a backup, after checking it against its manifest')
    .argument('<backup>', 'a folder made by backup')
    .addHelpText('after', examples('restore /backup/tabularium-2026-03-01 --folder ./restored'))
    .action(async (backup: string) => {
      const { folder } = cli.place(command);
      const manifest = await explaining(() => loadEngine().restore(backup, folder));
      await cli.print(
        command,
        JSON.stringify(manifest),
        () => `${standOf(manifest)}\nrestored to ${folder}; what was recorded after that is not in it`,
      );
    });
};
