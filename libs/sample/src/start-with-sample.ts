import { createEngine, isNewRecord, type Engine, type Settings } from '@tabularium/engine';
import { instantOf, millis } from '@tabularium/kernel';
import { Marker } from './marker.adapter';
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
export async function startWithSample(settings: Settings, options: SampleOptions = {}): Promise<Engine> {
  const marker = new Marker(settings.data);
  const mayPlay = settings.sample && settings.role !== 'api';
  if (!mayPlay || !(marker.isPlaying() || (await isNewRecord(settings)))) return createEngine({ settings });
  marker.playing();
  let replayed: number | undefined = millis(STARTS);
  const engine = await createEngine({ settings, clock: () => replayed ?? Date.now() });
  try {
    await playSample(
      {
        submit: (asked) => engine.submit(asked),
        caughtUp: () => engine.caughtUp(),
        setClock: (now) => (replayed = millis(now)),
      },
      instantOf(Date.now()),
      options.onProgress,
    );
  } catch (error) {
    await engine.close();
    throw error;
  }
  replayed = undefined;
  marker.played();
  return engine;
}
