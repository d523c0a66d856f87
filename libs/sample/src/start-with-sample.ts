import { createEngine, type Engine, type Settings } from '@tabularium/engine';
import { instantOf, millis } from '@tabularium/kernel';
import { playSample } from './play';

/** Where the clock of the sample begins. */
const STARTS = '2023-08-21T07:30:00.000Z';

export interface SampleOptions {
  /** Called as the sample is played; not at all when there is nothing to play. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Opens the engine; if the settings want it and the record is new, plays the sample portfolio into it first, with a
 * replayed clock. Playing that was interrupted goes on: what was played already is recognised by its command ids.
 */
export function startWithSample(settings: Settings, options: SampleOptions = {}): Promise<Engine> {
  if (!settings.sample) return createEngine({ settings });
  let replayed: number | undefined;
  return createEngine({
    settings,
    clock: () => replayed ?? Date.now(),
    found: async (engine) => {
      replayed = millis(STARTS);
      await engine.registerDirector();
      await playSample(
        {
          submit: (asked) => engine.submit(asked),
          caughtUp: () => engine.caughtUp(),
          setClock: (now) => (replayed = millis(now)),
        },
        instantOf(Date.now()),
        options.onProgress,
      );
      replayed = undefined;
    },
  });
}
