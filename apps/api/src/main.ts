import 'reflect-metadata';
import { LogChanged, readSettings, SettingsInvalid, type Engine } from '@tabularium/engine';
import { SAMPLE_DIRECTOR, startWithSample } from '@tabularium/sample';

/** Starts the engine from the environment, listens, and stops in good order on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const engine = await startWithSample(settings, { onProgress: showProgress });
  stopOnSignals(engine);
  const address = await engine.listen();
  process.stdout.write(`Tabularium is served at ${address}
  data folder   ${settings.data}
  what it can   ${address}/docs
  how it does   ${address}/health/ready
  a token       npx tabularium token --as ${settings.sample ? SAMPLE_DIRECTOR : settings.director}
`);
}

/** A line now and then, so that nobody wonders. */
function showProgress(done: number, of: number): void {
  if (done === 1) process.stdout.write('Playing the sample portfolio into the new record …\n');
  if (done === of || done % 1000 === 0) process.stdout.write(`  ${done} of ${of} commands\n`);
}

function stopOnSignals(engine: Engine): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void engine.close().then(() => process.exit(0), fail));
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exit(1);
}

/** What an operator can mend needs no trace. */
function wordsOf(error: unknown): string | undefined {
  if (error instanceof SettingsInvalid || error instanceof LogChanged) return error.message;
  return error instanceof Error ? error.stack : String(error);
}

main().catch(fail);
