import type { Fold, MessageMap, Reading } from '@tabularium/kernel';
import { streamName } from '@tabularium/kernel';
import type { AnyFold, Folded, Loaded, Upcast } from './folded-streams';
import { FoldedStreams } from './folded-streams';
import type { EventStore } from './port';

export interface StatesOptions {
  readonly upcast?: Upcast;
  /** How many events' worth of folded streams are kept per fold; 0 = none. Default 100,000. */
  readonly cachedEvents?: number;
}

const CACHED_EVENTS = 100_000;

/**
 * Folds streams, and remembers the states so that the next load reads only what came after. A remembered state is used
 * only while the event it ended at still stands there; an amendment or a back-dated fact folds the stream anew.
 */
export class States {
  private readonly folded = new WeakMap<object, object>();
  private readonly byCategory = new Map<string, Reading<null>>();

  constructor(
    readonly store: EventStore,
    private readonly options: StatesOptions = {},
  ) {}

  /** Throws UnknownEventType where the fold has no entry for an event, and what `readStream` throws. */
  state<S, E extends MessageMap>(fold: Fold<S, E>, id: string): Promise<Folded<S>> {
    return this.of(fold, true).load(streamName(fold.category, id));
  }

  /** Leaves the state as it is at events the reading has no entry for. Throws what `readStream` throws. */
  reading<S, E extends MessageMap>(reading: Reading<S, E>, id: string): Promise<Folded<S>> {
    return this.of(reading, false).load(streamName(reading.category, id));
  }

  /** The revision a stream stands at; -1 = no stream. */
  async revision(category: string, id: string): Promise<number> {
    return (await this.reading(this.revisions(category), id)).revision;
  }

  /** One reading per category, so that what is remembered is found again. */
  private revisions(category: string): Reading<null> {
    const known = this.byCategory.get(category) ?? { category, initial: null, evolve: {} };
    this.byCategory.set(category, known);
    return known;
  }

  private of<S, E extends MessageMap>(fold: Reading<S, E>, strict: boolean): FoldedStreams<S> {
    const known = this.folded.get(fold);
    // The key is the fold itself, so what is kept under it has its state type.
    if (known) return known as FoldedStreams<S>;
    const { upcast = (event) => event, cachedEvents = CACHED_EVENTS } = this.options;
    // Which data a type name stands for was settled where the contract was; the log knows names only.
    const byName = fold as unknown as AnyFold<S>;
    const streams = new FoldedStreams(this.store, byName, { strict, upcast, cachedEvents });
    this.folded.set(fold, streams);
    return streams;
  }
}

/** State of one aggregate, from its stream. Nothing is remembered. */
export const loadState = <S, E extends MessageMap>(
  store: EventStore,
  fold: Fold<S, E>,
  id: string,
  upcast?: Upcast,
): Promise<Loaded<S>> => new States(store, { cachedEvents: 0, ...(upcast && { upcast }) }).state(fold, id);

/** What a reading makes of another aggregate's stream. Nothing is remembered. */
export const loadReading = <S, E extends MessageMap>(
  store: EventStore,
  reading: Reading<S, E>,
  id: string,
  upcast?: Upcast,
): Promise<Loaded<S>> => new States(store, { cachedEvents: 0, ...(upcast && { upcast }) }).reading(reading, id);
