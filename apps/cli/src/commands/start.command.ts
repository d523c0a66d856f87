import { once } from 'node:events';
import { openServer, type Engine } from '../api/engine-api.adapter';
import type { Place } from '../api/place';
import type { AddCommand, Cli } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';
import type { Io } from '../io';
import { progressBar } from '../progress.adapter';

interface StartOptions {
  readonly role?: string;
  readonly host?: string;
  readonly port?: string;
  readonly sample: boolean;
}

export const addStart: AddCommand = (program, cli) => {
  const command = program
    .command('start')
    .description('serve the record from this machine until Ctrl-C; the data folder is made if need be')
    .option(
      '--role <role>',
      'all, api (requests) or projector (views and processes) (default: TABULARIUM_ROLE, else all)',
    )
    .option('--host <address>', 'listen there (default: TABULARIUM_HOST, else 127.0.0.1)')
    .option('--port <number>', 'listen there, 0 = any free port (default: TABULARIUM_PORT, else 7400)')
    .option('--no-sample', 'start a new record empty; else the sample portfolio is played into it')
    .addHelpText('after', examples('start', 'start --no-sample --folder ./record --port 8080'))
    .action(async (options: StartOptions) => {
      const place = cli.place(command);
      const stop = cli.claimInterruption();
      const engine = await opened(cli, place, environmentOf(options, cli.io.env), stop);
      try {
        await cli.io.out(welcome(await engine.listen(), place.folder, await director(engine)));
        if (!stop.aborted) await once(stop, 'abort');
      } finally {
        await engine.close();
      }
    });
};

const environmentOf = ({ role, host, port, sample }: StartOptions, env: Io['env']): Io['env'] => ({
  ...env,
  ...(role === undefined ? {} : { TABULARIUM_ROLE: role }),
  ...(host === undefined ? {} : { TABULARIUM_HOST: host }),
  ...(port === undefined ? {} : { TABULARIUM_PORT: port }),
  ...(sample ? {} : { TABULARIUM_SAMPLE: 'no' }),
});

/** Throws Failure when it was interrupted before: servers may be waited for for ever. */
async function opened(cli: Cli, place: Place, env: Io['env'], stop: AbortSignal): Promise<Engine> {
  const bar = progressBar(cli.io, 'Playing the sample portfolio');
  const interrupted = once(stop, 'abort').then(() => Promise.reject(new Failure(EXIT.interrupted, ['Interrupted.'])));
  try {
    return await Promise.race([openServer(place, env, (done, of) => bar.at(done, of, 'commands')), interrupted]);
  } finally {
    bar.end();
  }
}

/** Somebody who may ask everything: whoever starts a record knows no one in it. */
async function director({ views }: Engine): Promise<string> {
  const where = [{ column: 'roles', is: 'contains', value: 'PMO_DIRECTOR' }] as const;
  const people = await views.page('people', {}, { where, limit: 1 }).catch(() => undefined);
  return people?.rows[0]?.key ?? '<person>';
}

const welcome = (address: string, folder: string, person: string): string => `Tabularium serves ${folder} at ${address}
  what it can   ${address}/docs
  how it does   ${address}/health/ready
  who there is  tabularium people --as ${person}
Ctrl-C stops it.
`;
