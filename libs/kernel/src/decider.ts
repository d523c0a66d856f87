import type { Actor, Authority, Evidence, FactCorrected, FactVoided } from './envelope';
import { FACT_CORRECTED, FACT_VOIDED } from './envelope';
import type { Instant, LocalDate } from './dates';
import type { Money } from './money';
import { amountText } from './money';

/** Message classes by name, as a contract lists them. */
export type MessageClasses = Readonly<Record<string, abstract new () => object>>;

/** Message data by name, from the classes of a contract. */
export type DataOf<M extends MessageClasses> = { readonly [N in keyof M]: InstanceType<M[N]> };

export type MessageMap = Readonly<Record<string, object>>;

/** What a decider asks to be appended. Everything else of the envelope is the runtime's. */
export interface NewFact<T extends string = string, D = object> {
  readonly type: T;
  readonly data: D;
  /** The business date, if it is not now. */
  readonly effectiveOn?: LocalDate;
  /** Of a correction: the business date the corrected fact gets; absent = it keeps its own. */
  readonly corrected?: CorrectedDate;
  readonly reason?: string;
  readonly evidence?: readonly Evidence[];
  /** Said on another stream before this is appended. */
  readonly claim?: Claim;
}

/**
 * A command on a stream that several share, so that which of two came first is settled before either is appended: it is
 * given at the revision of that stream the facts were collected at, and somebody else's since has everything decided anew.
 * What follows the claim may yet not be appended; who reads the shared stream has to tell.
 */
export interface Claim {
  readonly decider: Decider<unknown, MessageMap, MessageMap>;
  readonly id: string;
  readonly command: string;
  readonly data: object;
}

/** A day as a business date, kept after what it follows and before what follows it in the stream, both instants included. */
export interface CorrectedDate {
  readonly on: LocalDate;
  readonly notBefore?: Instant;
  readonly notAfter?: Instant;
}

/** The rules say no: a value, recorded as `CommandRefused`. `detail` completes the words; it holds no secrets. */
export interface Refusal<R extends string = string> {
  readonly refused: R;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** New facts, in order; an empty list means "already so". Or a refusal. */
export type Decision<E extends MessageMap = MessageMap, R extends string = string> =
  | readonly (FactOf<E> | NewFact<typeof FACT_CORRECTED, FactCorrected> | NewFact<typeof FACT_VOIDED, FactVoided>)[]
  | Refusal<R>;

export type FactOf<E extends MessageMap> = { [T in keyof E & string]: NewFact<T, E[T]> }[keyof E & string];

/** What is beside the data when a fact is folded. */
export interface FactMeta {
  readonly eventId: string;
  readonly revision: number;
  readonly actor: Actor;
  readonly authority: Authority;
  readonly recordedAt: Instant;
  readonly effectiveAt: Instant;
}

/**
 * How facts of one stream become state. Facts fold in the order (effectiveAt, revision) with corrections applied and
 * voided facts left out, as in the views.
 */
export interface Fold<S, E extends MessageMap = MessageMap> {
  /** Stream name before the hyphen. */
  readonly category: string;
  readonly initial: S;
  readonly evolve: { readonly [T in keyof E]: (state: S, data: E[T], meta: FactMeta) => S };
}

/** A fold over part of another aggregate's contract: types it has no entry for leave the state as it is. */
export interface Reading<S, E extends MessageMap = MessageMap> {
  readonly category: string;
  readonly initial: S;
  readonly evolve: { readonly [T in keyof E]?: (state: S, data: E[T], meta: FactMeta) => S };
}

/** The acting person's right in the matter of the command, resolved by the runtime. */
export interface ActingAuthority extends Authority {
  /** True when the amount is within the limit. Without a limit in that currency nothing is covered. */
  covers(amount: Money): boolean;
}

/** What `{limit}` stands for in the words of a refusal above it: ` of 50000.00 GBP`, or nothing. */
export const limitText = ({ limit }: Authority): string => (limit ? ` of ${amountText(limit)}` : '');

/** What a rule may know beside command and state. F: the facts this command needs (policy, limits, other streams). */
export interface Context<F = unknown> {
  /** Id of the aggregate. */
  readonly id: string;
  readonly actor: Actor;
  readonly authority: ActingAuthority;
  readonly now: Instant;
  /** Today in the organisation's time zone. */
  readonly today: LocalDate;
  /** The day of an instant there: what state keeps as an instant is compared with days so. */
  readonly dayOf: (instant: Instant) => LocalDate;
  readonly facts: F;
}

/** Facts by the name of the command that needs them. */
export type FactsByCommand = Readonly<Record<string, object>>;

/** One aggregate: state, rules and evolution. Pure. Leave an entry out and it does not compile. */
export interface Decider<
  S,
  C extends MessageMap,
  E extends MessageMap,
  R extends string = string,
  F extends FactsByCommand = Readonly<Record<never, object>>,
> extends Fold<S, E> {
  readonly decide: {
    readonly [N in keyof C]: (
      command: C[N],
      state: S,
      context: Context<N extends keyof F ? F[N] : unknown>,
    ) => Decision<E, R>;
  };
}

/** The fact loader must have read the stream. */
export const claimOn = <S, C extends MessageMap, E extends MessageMap, R extends string, N extends keyof C & string>(
  decider: Decider<S, C, E, R>,
  id: string,
  command: N,
  data: C[N],
  // Whoever carries it out gives it back to the same decider, whose types were checked here.
): Claim => ({ decider: decider as unknown as Claim['decider'], id, command, data });

/** A fact to be appended. */
export const fact = <T extends string, D extends object>(
  type: T,
  data: D,
  more: Omit<NewFact, 'type' | 'data'> = {},
): NewFact<T, D> => ({ type, data, ...more });

export const refuse = <R extends string>(refused: R, detail?: Refusal['detail']): Refusal<R> =>
  detail ? { refused, detail } : { refused };

export const isRefusal = (decision: readonly object[] | Refusal): decision is Refusal => 'refused' in decision;

export const correct = (
  data: FactCorrected,
  more: Omit<NewFact, 'type' | 'data'> = {},
): NewFact<typeof FACT_CORRECTED, FactCorrected> => ({ type: FACT_CORRECTED, data, ...more });

export const voidFact = (voidsEventId: string, reason: string): NewFact<typeof FACT_VOIDED, FactVoided> => ({
  type: FACT_VOIDED,
  data: { voidsEventId, reason },
});

/**
 * A refusal of a contract: its words (with `{name}` taken from the detail), and whether it means that the thing
 * addressed is not there (404) instead of a rule that says no (409).
 */
export interface RefusalText {
  readonly words: string;
  readonly absent?: true;
}

export type Refusals = Readonly<Record<string, RefusalText>>;
