import { readSettings, SettingsInvalid, type Settings } from '../config/settings';
import type { Engine } from '../engine';
import { LogChanged } from '../follow/same-log';
import { whenServersAnswer } from './servers-awaited';

/** A program that is an engine. */
export interface Program {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly open: (settings: Settings) => Promise<Engine>;
  /** What it says when it serves. */
  readonly greeting: (address: string, settings: Settings) => string;
}

/**
 * Runs this process as an engine until SIGTERM or SIGINT, waiting for its servers first. It then ends what runs and gives
 * back what it holds; a second signal ends it there and then.
 */
export function runAsProcess(program: Program): void {
  serve(program).catch(fail);
}

async function serve({ environment, open, greeting }: Program): Promise<void> {
  const settings = readSettings(environment);
  const opening = whenServersAnswer(settings, () => open(settings));
  stopOnSignals(opening);
  const engine = await opening;
  process.stdout.write(greeting(await engine.listen(), settings));
}

/** Before it is open there is nothing to end. */
function stopOnSignals(opening: Promise<Engine>): void {
  const closed = async (): Promise<void> => (await Promise.race([opening, Promise.resolve(undefined)]))?.close();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void closed().then(() => process.exit(0), fail));
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
