import 'reflect-metadata';
import { createEngine, readSettings, SettingsInvalid, type Engine } from '@tabularium/engine';

/** Starts the engine from the environment, listens, and stops in good order on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const engine = await createEngine({ settings });
  stopOnSignals(engine);
  const address = await engine.listen();
  process.stdout.write(`Tabularium is served at ${address}
  data folder   ${settings.data}
  what it can   ${address}/docs
  how it does   ${address}/health/ready
  a token       tabularium token --as ${settings.director}
`);
}

function stopOnSignals(engine: Engine): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void engine.close().then(() => process.exit(0), fail));
  }
}

function fail(error: unknown): never {
  const words = error instanceof SettingsInvalid ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

main().catch(fail);
