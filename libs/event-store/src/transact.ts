import { randomUUID } from 'node:crypto';
import type {
  Claim,
  Context,
  Decider,
  Decision,
  FactsByCommand,
  Fold,
  Instant,
  LocalDate,
  MessageMap,
  Reading,
  Refusal,
  Zone,
} from '@tabularium/kernel';
import { isAmendment, isRefusal, streamName } from '@tabularium/kernel';
import { assertAmendable } from './amendable';
import type { CommandCall } from './command-call';
import { commandHash } from './command-hash';
import type { Folded } from './folded-streams';
import type { LogClock } from './log-clock';
import { newEvents } from './new-events';
import type { NewEvent } from './port';
import { RevisionConflict, StoreUnavailable } from './port';
import type { Receipt } from './receipt';
import { receiptOf, replayOf } from './receipt';
import type { States } from './states';

/** What every command of a process shares. */
export interface TransactRuntime {
  /** The store, read through remembered states. */
  readonly states: States;
  readonly clock: LogClock;
  readonly zone: Zone;
  /** Current schema version of an event type. */
  readonly schemaVersionOf: (type: string) => number;
  /** Asked at every attempt. Default: nothing is barred. */
  readonly barred?: Bar;
  /** Pause before the n-th new attempt after a lost race, in milliseconds. Default: random, up to 10, 20, 40. */
  readonly pauseMs?: (attempt: number) => number;
}

/** Folds another stream as it stands; its revision is pinned in the events the command leads to (-1 = no stream). */
export type PinnedRead = <S, E extends MessageMap>(reading: Reading<S, E>, id: string) => Promise<S>;

/** The revision another stream stands at (-1 = no stream), pinned likewise: for rules about what changed since. */
export type PinnedRevision = (category: string, id: string) => Promise<number>;

/** Collects what a rule must know beside the state. Asked again at every attempt. */
export type FactCollector<F> = (asked: {
  readonly read: PinnedRead;
  readonly revision: PinnedRevision;
  readonly today: LocalDate;
}) => Promise<F>;

/**
 * A rule that holds beside those of the aggregate. What it says is looked up while the state is read; undefined = nothing of
 * the command.
 */
export type Bar = (category: string, call: CommandCall) => Promise<BarCheck | undefined>;

/** Asked about the state that is decided on or a later one; a refusal takes the place of events. */
export type BarCheck = (read: PinnedRead, today: LocalDate) => Promise<Refusal | undefined>;

type FactsFor<F extends FactsByCommand, N> = N extends keyof F ? F[N] : unknown;

/** How often a lost race is decided anew. */
const RETRIES = 3;

/**
 * Carries out a command: read, fold, decide, append at the exact revision. Refusals are values. Throws RevisionConflict
 * (at once with `ifMatch`, else after three more attempts), IdempotencyKeyReused, StoreUnavailable, StreamDeleted,
 * InvalidEvent, BrokenAmendment, UnknownEventType, ClockBehindLog.
 */
export function transact<
  S,
  C extends MessageMap,
  E extends MessageMap,
  R extends string,
  F extends FactsByCommand,
  N extends keyof C & string,
>(
  runtime: TransactRuntime,
  decider: Decider<S, C, E, R, F>,
  call: CommandCall & { readonly command: N; readonly data: C[N] },
  collect?: FactCollector<FactsFor<F, N>>,
): Promise<Receipt | Refusal> {
  return insist(runtime, workOf(decider, call, collect));
}

/**
 * What a command would lead to now: nothing is appended, nobody is told. Undefined: it was carried out before. Throws what
 * `transact` throws before it appends.
 */
export async function rehearse<
  S,
  C extends MessageMap,
  E extends MessageMap,
  R extends string,
  F extends FactsByCommand,
  N extends keyof C & string,
>(
  runtime: TransactRuntime,
  decider: Decider<S, C, E, R, F>,
  call: CommandCall & { readonly command: N; readonly data: C[N] },
  collect?: FactCollector<FactsFor<F, N>>,
): Promise<Decision<E> | undefined> {
  const prepared = await prepare(runtime, workOf(decider, call, collect));
  return 'replay' in prepared ? undefined : prepared.decision;
}

function workOf<
  S,
  C extends MessageMap,
  E extends MessageMap,
  R extends string,
  F extends FactsByCommand,
  N extends keyof C & string,
>(
  decider: Decider<S, C, E, R, F>,
  call: CommandCall & { readonly command: N; readonly data: C[N] },
  collect: FactCollector<FactsFor<F, N>> | undefined,
): Work<S, E, R, FactsFor<F, N>> {
  const rule = decider.decide[call.command];
  if (!Object.hasOwn(decider.decide, call.command))
    throw new Error(`${decider.category} has no command ${call.command}`);
  const decide: Work<S, E, R, FactsFor<F, N>>['decide'] = (state, context) => rule(call.data, state, context);
  const stream = streamName(decider.category, call.id);
  return { call, fold: decider, decide, collect, stream, hash: commandHash(decider.category, call) };
}

/** A call with its rule, whatever its types. */
interface Work<S, E extends MessageMap, R extends string, F> {
  readonly call: CommandCall;
  readonly fold: Fold<S, E>;
  readonly decide: (state: S, context: Context<F>) => Decision<E, R>;
  readonly collect: FactCollector<F> | undefined;
  readonly stream: string;
  readonly hash: string;
}

async function insist<S, E extends MessageMap, R extends string, F>(runtime: TransactRuntime, work: Work<S, E, R, F>) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await carryOut(runtime, work);
    } catch (error) {
      const decideAnew = error instanceof RevisionConflict && work.call.ifMatch === undefined && attempt <= RETRIES;
      if (!decideAnew) throw error;
      await pause((runtime.pauseMs ?? jitter)(attempt));
    }
  }
}

async function carryOut<S, E extends MessageMap, R extends string, F>(
  runtime: TransactRuntime,
  work: Work<S, E, R, F>,
): Promise<Receipt | Refusal> {
  const { states, clock, zone } = runtime;
  const { call, stream, hash } = work;
  const prepared = await prepare(runtime, work);
  if ('replay' in prepared) return prepared.replay;
  const { before, decision, pins } = prepared;
  if ('refused' in decision) return decision;
  if (decision.length === 0) return unchanged(stream, before);
  const events = () =>
    newEvents(decision, call, { stream, hash, pins, now: clock.now(), zone, schemaVersionOf: runtime.schemaVersionOf });
  if (decision.some(isAmendment)) await assertAmendable(states.store, stream, events());
  for (const { claim } of decision)
    if (claim) {
      const claimed = await carryOut(runtime, claiming(claim, call, pins));
      if ('refused' in claimed) throw new Error(`${claim.command} was refused: ${claimed.refused}`);
    }
  // From the stamp to the append nothing is waited for, so that the log has its times in order.
  return appendSurely(states, stream, before.revision, events());
}

/** At the revision that was decided on. A key of its own each time: what is claimed anew may say something else. */
function claiming({ decider, id, command, data }: Claim, call: CommandCall, pins: Readonly<Record<string, number>>) {
  const stream = streamName(decider.category, id);
  const seen = pins[stream];
  if (seen === undefined) throw new Error(`${stream} is claimed on, and no fact was read from it`);
  const { actor, authority, commandId: causationId, correlationId = causationId } = call;
  const by = { actor, authority, correlationId, causationId, commandId: randomUUID() };
  const ifMatch = seen < 0 ? ('no_stream' as const) : seen;
  return workOf(decider, { id, command, data, ifMatch, ...by }, undefined);
}

/** What is decided, on which state and which other streams. */
interface Prepared<S, E extends MessageMap> {
  readonly before: Folded<S>;
  readonly decision: Decision<E>;
  readonly pins: Readonly<Record<string, number>>;
}

async function prepare<S, E extends MessageMap, R extends string, F>(
  { states, clock, zone, barred }: TransactRuntime,
  work: Work<S, E, R, F>,
): Promise<Prepared<S, E> | { readonly replay: Receipt }> {
  const { call, stream, hash } = work;
  const pins: Record<string, number> = {};
  const asked = { read: pinning(states, pins), revision: pinningRevision(states, pins) };
  const [before, check] = await Promise.all([states.state(work.fold, call.id), barred?.(work.fold.category, call)]);
  const replay = await replayOf(states.store, stream, before, call.commandId, hash);
  if (replay) return { replay };
  assertSeen(stream, call.ifMatch, before.revision);
  const today = zone.dayOf(clock.now());
  // Facts may speak of the own stream too: no older than the state, for then the append finds out what they have ahead.
  const [facts, refusal] = await Promise.all([work.collect?.({ ...asked, today }), check?.(asked.read, today)]);
  if (before.recordedAt !== null) clock.saw(before.recordedAt);
  const decision = work.decide(before.state, contextOf(call, zone, clock.now(), facts));
  const happens = !isRefusal(decision) && decision.length > 0;
  return { before, pins, decision: happens && refusal ? refusal : decision };
}

/** When nobody knows whether the append happened, the same again finds out: the store recognises it. */
async function appendSurely(
  states: States,
  stream: string,
  revision: number,
  events: readonly NewEvent[],
): Promise<Receipt> {
  const expected = revision < 0 ? 'no_stream' : revision;
  const append = () => states.store.append(stream, expected, events);
  const appended = await append().catch((error: unknown) => {
    if (error instanceof StoreUnavailable && error.outcomeUnknown) return append();
    throw error;
  });
  return receiptOf(stream, appended, events);
}

function contextOf<F>(call: CommandCall, zone: Zone, now: Instant, facts: F | undefined): Context<F> {
  const { id, actor, authority } = call;
  // A command without a collector has no facts: their type is then `unknown`.
  return {
    id,
    actor,
    authority,
    now,
    today: zone.dayOf(now),
    dayOf: (instant) => zone.dayOf(instant),
    facts: facts as F,
  };
}

const pinning =
  (states: States, pins: Record<string, number>): PinnedRead =>
  async (reading, id) => {
    const { state, revision } = await states.reading(reading, id);
    pins[streamName(reading.category, id)] = revision;
    return state;
  };

const pinningRevision =
  (states: States, pins: Record<string, number>): PinnedRevision =>
  async (category, id) =>
    (pins[streamName(category, id)] = await states.revision(category, id));

function assertSeen(stream: string, seen: CommandCall['ifMatch'], revision: number): void {
  if (seen === undefined || (seen === 'no_stream' ? -1 : seen) === revision) return;
  throw new RevisionConflict(stream, seen, revision < 0 ? undefined : revision);
}

const unchanged = (stream: string, { revision, position }: Folded<unknown>): Receipt => ({
  stream,
  revision,
  position,
  eventIds: [],
  replayed: false,
});

const jitter = (attempt: number): number => Math.random() * 5 * 2 ** attempt;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
