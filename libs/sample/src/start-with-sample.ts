import { createEngine, type Engine, type Settings } from '@tabularium/engine';
import { instantOf, millis, zoneOf, type Instant } from '@tabularium/kernel';
import { letPass } from './let-pass';
import { people } from './people';
import { playSample } from './play';
import { isOfTheSample, playedBefore } from './played-before';

/** Where the clock of the sample begins. */
const STARTS = '2023-08-21T07:30:00.000Z';

export interface SampleOptions {
  /** Called as the sample is played; not at all when there is nothing to play. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Opens the engine; if the settings want it and the record is new, plays the sample portfolio into it first, with a
 * replayed clock. Playing that was interrupted goes on after the last command that left something in the log.
 */
export function startWithSample(settings: Settings, options: SampleOptions = {}): Promise<Engine> {
  if (!settings.sample) return createEngine({ settings });
  let replayed: number | undefined;
  const setClock = (now: Instant): void => void (replayed = Math.max(millis(now), replayed ?? 0));
  return createEngine({
    settings,
    samplePeople: async (log) => ((await isOfTheSample(log)) ? people : []),
    clock: () => replayed ?? Date.now(),
    found: async (engine) => {
      const { recordedTo, eventIds } = await playedBefore(engine.log);
      setClock(recordedTo ?? STARTS);
      await engine.registerDirector();
      await engine.caughtUp();
      const stage = {
        submit: (asked: Parameters<Engine['submit']>[0]) => engine.submit(asked),
        caughtUp: () => engine.caughtUp(),
        setClock,
        letPass: (until: Instant) => letPass(engine, { zone: zoneOf(settings.timeZone), setClock }, until),
        lastOf: (stream: string) => engine.log.readStream(stream, { direction: 'backwards' }),
      };
      const before = instantOf(Date.now());
      await playSample(stage, { before, played: eventIds, onProgress: options.onProgress });
      replayed = undefined;
    },
  });
}
