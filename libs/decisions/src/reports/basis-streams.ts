import { addDays, categoryOf } from '@tabularium/kernel';
import { everyEvent, type Basis, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { laterCorrections, type LaterCorrection } from './later-corrections';
import { laterRates, RATES_STREAM } from './later-rates';

/** Every event of a stream that was known at the basis, read once. */
export type Streams = (stream: string) => Promise<readonly LoggedEvent[]>;

export function streamsAt(views: ReadStore, basis: Basis): Streams {
  const known = new Map<string, Promise<readonly LoggedEvent[]>>();
  return (stream) => {
    const events = known.get(stream) ?? everyEvent(views, stream, basis.logIndex);
    known.set(stream, events);
    return events;
  };
}

/** What was learnt after a decision about the streams it rested on, in the order in which it was. */
export async function correctionsIn(
  views: ReadStore,
  streams: Streams,
  names: readonly string[],
  decided: LoggedEvent,
): Promise<readonly LaterCorrection[]> {
  const day = views.dayOf(decided.metadata.effectiveAt);
  const { asOf: dayBefore } = await views.resolve({ asOf: addDays(day, -1) });
  const found = [];
  for (const stream of new Set(names)) {
    const events = await streams(stream);
    const isRates = stream === RATES_STREAM;
    const rated = { decided, own: await streams(decided.stream), tables: events };
    found.push(...(isRates ? await laterRates(views, rated) : laterCorrections(events, { decided, day, dayBefore })));
  }
  return found.sort((a, b) => a.knownFrom - b.knownFrom);
}

/** Policies that the events of a stream leant on up to another event. */
export const policiesBefore = (events: readonly LoggedEvent[], { index }: LoggedEvent): readonly string[] =>
  events
    .filter((event) => event.index <= index)
    .flatMap(({ metadata: { pins = {} } }) => Object.keys(pins))
    .filter((stream) => categoryOf(stream) === 'governancePolicy');
