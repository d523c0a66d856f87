import { mintToken } from '../api/engine-api.adapter';
import type { AddCommand } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';
import { duration } from '../parse/numbers';

const DEFAULT_SECONDS = 15 * 60;

export const addToken: AddCommand = (program, cli) => {
  const command = program
    .command('token')
    .description('sign a token for a person with the key of the data folder; it says who, never what they may do')
    .option('--ttl <duration>', 'how long it lives: 90s, 15m, up to 12h', duration, DEFAULT_SECONDS)
    .addHelpText(
      'after',
      examples('token --as director', 'export TABULARIUM_TOKEN=$(tabularium token --as director --ttl 8h)'),
    )
    .action(async ({ ttl }: { readonly ttl: number }) => {
      const { folder, as: person } = cli.place(command);
      if (person === undefined)
        throw new Failure(EXIT.usage, ['For whom? tabularium token --as <person>; tabularium people lists them.']);
      const token = await mintToken(folder, person, ttl);
      await cli.print(command, JSON.stringify({ person, token, seconds: ttl }), () => token);
    });
};
