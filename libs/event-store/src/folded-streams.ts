import type { FactMeta, Instant, RecordedEvent } from '@tabularium/kernel';
import { factsInForce, isAmendment, millis } from '@tabularium/kernel';
import { Lru } from './lru';
import type { EventStore, Position, StoredEvent } from './port';
import { StreamNotFound } from './port';

/** A type that the fold has no entry for: the program is older than the log. */
export class UnknownEventType extends Error {
  override readonly name = 'UnknownEventType';
}

/** Brings an event to the newest schema version of its type. Pure. */
export type Upcast = (event: RecordedEvent) => RecordedEvent;

/** A stream folded: the state and where it stood. */
export interface Loaded<S> {
  readonly state: S;
  /** Last revision; -1 = no stream. */
  readonly revision: number;
}

export interface Folded<S> extends Loaded<S> {
  /** Place of the last event; null = no stream. */
  readonly position: Position | null;
  /** Server time of the last event; null = no stream. */
  readonly recordedAt: Instant | null;
  /** First revision of every command that wrote here, by command id. */
  readonly commands: ReadonlyMap<string, number>;
}

interface Remembered<S> extends Folded<S> {
  readonly lastId: string;
  /** Date of the last fact in folding order. */
  readonly latest: Instant;
  readonly commands: Map<string, number>;
}

/** A fold or a reading, as the log meets it: steps by type name. */
export interface AnyFold<S> {
  readonly category: string;
  readonly initial: S;
  readonly evolve: Readonly<Record<string, ((state: S, data: object, meta: FactMeta) => S) | undefined>>;
}

interface FoldingRules {
  readonly strict: boolean;
  readonly upcast: Upcast;
  readonly cachedEvents: number;
}

/** The streams of one category under one fold. */
export class FoldedStreams<S> {
  private readonly remembered: Lru<string, Remembered<S>>;

  constructor(
    private readonly store: EventStore,
    private readonly fold: AnyFold<S>,
    private readonly rules: FoldingRules,
  ) {
    this.remembered = new Lru(rules.cachedEvents, (kept) => kept.revision + 1);
  }

  async load(stream: string): Promise<Folded<S>> {
    const known = this.remembered.get(stream);
    const last = this.store.lastRevision?.(stream);
    if (last !== undefined && last === (known?.revision ?? -1)) return known ?? this.anew([]);
    const folded = (known && (await this.continued(stream, known))) ?? this.anew(await eventsOf(this.store, stream, 0));
    if (folded.lastId === '') this.remembered.delete(stream);
    else this.remembered.set(stream, folded);
    return folded;
  }

  /** Undefined when what came after cannot simply be folded on. */
  private async continued(stream: string, known: Remembered<S>): Promise<Remembered<S> | undefined> {
    const [anchor, ...newer] = await eventsOf(this.store, stream, known.revision);
    if (anchor?.revision !== known.revision || anchor.id !== known.lastId) return undefined;
    if (newer.length === 0) return known;
    return follows(known.latest, newer) ? this.extended(known, newer, newer) : undefined;
  }

  private anew(events: readonly StoredEvent[]): Remembered<S> {
    return this.extended(absent(this.fold.initial), events, factsInForce(events));
  }

  private extended(
    before: Remembered<S>,
    events: readonly StoredEvent[],
    facts: readonly StoredEvent[],
  ): Remembered<S> {
    const last = events.at(-1);
    if (!last) return before;
    return {
      state: facts.reduce((state, fact) => this.step(state, this.rules.upcast(fact)), before.state),
      revision: last.revision,
      position: last.position,
      recordedAt: last.metadata.recordedAt,
      lastId: last.id,
      latest: facts.at(-1)?.metadata.effectiveAt ?? before.latest,
      commands: withCommands(before.commands, events),
    };
  }

  private step(state: S, fact: RecordedEvent): S {
    const evolve = Object.hasOwn(this.fold.evolve, fact.type) ? this.fold.evolve[fact.type] : undefined;
    if (evolve) return evolve(state, fact.data, metaOf(fact));
    if (this.rules.strict) throw new UnknownEventType(`${this.fold.category} has no step for ${fact.type}`);
    return state;
  }
}

const absent = <S>(initial: S): Remembered<S> => ({
  state: initial,
  revision: -1,
  position: null,
  recordedAt: null,
  lastId: '',
  latest: '',
  commands: new Map(),
});

/** True when the events are facts, each effective at or after the one before. */
function follows(latest: Instant, events: readonly RecordedEvent[]): boolean {
  const dates = [latest, ...events.map(({ metadata }) => metadata.effectiveAt)];
  return !events.some(isAmendment) && dates.every((date, i) => i === 0 || !isEarlier(date, dates[i - 1] ?? ''));
}

const isEarlier = (a: Instant, b: Instant): boolean => a !== b && b !== '' && millis(a) < millis(b);

/** Adds to the map it is given: revisions only grow, so what an older state remembers stays right. */
function withCommands(commands: Map<string, number>, events: readonly RecordedEvent[]): Map<string, number> {
  for (const { revision, metadata } of events) {
    if (!commands.has(metadata.commandId)) commands.set(metadata.commandId, revision);
  }
  return commands;
}

/** Empty when there is no stream. Throws StreamDeleted, StoreUnavailable. */
export async function eventsOf(store: EventStore, stream: string, from: number): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  try {
    for await (const event of store.readStream(stream, { from })) events.push(event);
  } catch (error) {
    if (!(error instanceof StreamNotFound)) throw error;
  }
  return events;
}

const metaOf = ({ id, revision, metadata }: RecordedEvent): FactMeta => ({
  eventId: id,
  revision,
  actor: metadata.actor,
  authority: metadata.authority,
  recordedAt: metadata.recordedAt,
  effectiveAt: metadata.effectiveAt,
});
