import { once } from 'node:events';
import { openEngine } from '../api/engine-api.adapter';
import type { AddCommand } from '../cli';
import { examples } from '../format/help';

interface StartOptions {
  readonly host?: string;
  readonly port?: string;
  readonly sample: boolean;
}

export const addStart: AddCommand = (program, cli) => {
  const command = program
    .command('start')
    .description('serve the record from this machine until Ctrl-C; the data folder is made if need be')
    .option('--host <address>', 'listen there (default: TABULARIUM_HOST, else 127.0.0.1)')
    .option('--port <number>', 'listen there, 0 = any free port (default: TABULARIUM_PORT, else 7400)')
    .option('--no-sample', 'leave an empty record empty')
    .addHelpText('after', examples('start', 'start --no-sample --folder ./record --port 8080'))
    .action(async ({ host, port }: StartOptions) => {
      const stop = cli.claimInterruption();
      const place = cli.place(command);
      const env = {
        ...cli.io.env,
        TABULARIUM_LOG_LEVEL: cli.io.env['TABULARIUM_LOG_LEVEL'] ?? 'warn',
        ...(host === undefined ? {} : { TABULARIUM_HOST: host }),
        ...(port === undefined ? {} : { TABULARIUM_PORT: port }),
      };
      const engine = await openEngine(place, env);
      try {
        const address = await engine.listen();
        await cli.io.out(`Tabularium serves ${place.folder} at ${address}; Ctrl-C stops it.\n`);
        if (!stop.aborted) await once(stop, 'abort');
      } finally {
        await engine.close();
      }
    });
};
