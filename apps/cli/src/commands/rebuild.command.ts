import { openEngine } from '../api/engine-api.adapter';
import type { AddCommand } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';

export const addRebuild: AddCommand = (program, cli) => {
  const command = program
    .command('rebuild')
    .description('build views again from the log, beside those that serve, and let them take over; no server may run')
    .argument('[view...]', 'these views')
    .option('--all', 'every view')
    .addHelpText('after', examples('rebuild projects', 'rebuild --all'))
    .action(async (names: readonly string[], { all }: { readonly all?: true }) => {
      if (names.length === 0 && !all) throw new Failure(EXIT.usage, ['Which views? Name them, or say --all.']);
      const engine = await openEngine(cli.place(command), cli.io.env);
      await engine.close();
    });
};
