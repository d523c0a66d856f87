import {
  isRefusal,
  money,
  zoneOf,
  type ActingAuthority,
  type Context,
  type Decider,
  type FactMeta,
  type FactsByCommand,
  type Fold,
  type Instant,
  type LocalDate,
  type MessageMap,
  type Money,
  type NewFact,
} from '@tabularium/kernel';

/** A fact that happened, for `given`. */
export interface Past<E extends MessageMap, T extends keyof E & string = keyof E & string> {
  readonly type: T;
  readonly data: E[T];
  readonly by?: string;
  readonly at?: string;
  /** Number of the decision it was ordered by. */
  readonly decision?: string;
}

interface When<F> {
  readonly actor?: string;
  readonly role?: string;
  readonly id?: string;
  readonly now?: string;
  /** Time zone of the organisation; absent = UTC. */
  readonly zone?: string;
  /** The delegated limit in the matter; absent = none. */
  readonly limit?: Money;
  readonly facts?: F;
}

export interface Outcome {
  /** The facts decided on, as type and data. */
  readonly facts: readonly NewFact[];
  thenFacts(...types: readonly string[]): Outcome;
  thenData(data: object): Outcome;
  thenNothing(): void;
  thenRefused(code: string, detail?: object): void;
}

/** Folds past facts, for views of state in specs. */
export function stateOf<S, E extends MessageMap>(fold: Fold<S, E>, past: readonly Past<E>[]): S {
  return past.reduce<S>((state, { type, data, decision, ...happened }, revision) => {
    const authority = decision ? { basis: 'DECISION' as const, ref: decision } : { basis: 'ROLE' as const };
    const meta = { ...metaOf(revision, happened.by, happened.at), authority };
    return fold.evolve[type](state, data, meta);
  }, fold.initial);
}

/** given(facts).when(command, data, how).thenFacts(...): the one grammar of decider specs. */
export function scenario<S, C extends MessageMap, E extends MessageMap, R extends string, F extends FactsByCommand>(
  decider: Decider<S, C, E, R, F>,
) {
  return {
    given: (...past: readonly Past<E>[]) => ({
      when<N extends keyof C & string>(
        command: N,
        data: C[N],
        how: When<N extends keyof F ? F[N] : unknown> = {},
      ): Outcome {
        const decision = decider.decide[command](data, stateOf(decider, past), contextOf(how));
        return outcomeOf(isRefusal(decision) ? decision : [...decision]);
      },
    }),
  };
}

const metaOf = (revision: number, by = 'ana', at = '2026-01-05T09:00:00.000Z'): FactMeta => ({
  eventId: `event-${revision}`,
  revision,
  actor: { id: by },
  authority: { basis: 'ROLE' },
  recordedAt: at,
  effectiveAt: at,
});

function contextOf<F>(how: When<F>): Context<F> {
  const now = how.now ?? '2026-03-02T10:00:00.000Z';
  const dayOf = how.zone === undefined ? utcDay : zoneOf(how.zone).dayOf;
  return {
    id: how.id ?? 'PRJ-2026-0001',
    actor: how.role ? { id: how.actor ?? 'ben', role: how.role } : { id: how.actor ?? 'ben' },
    authority: authorityWith(how.limit),
    now,
    today: dayOf(now),
    dayOf,
    facts: (how.facts ?? {}) as F,
  };
}

/** The day of an instant in an organisation whose time zone is UTC. */
export const utcDay = (instant: Instant): LocalDate => instant.slice(0, 10);

/** An authority with a delegated limit, or one that covers nothing. */
export const authorityWith = (limit?: Money): ActingAuthority => ({
  basis: limit ? 'DELEGATION' : 'ROLE',
  ...(limit ? { limit } : {}),
  covers: (amount) => limit?.ccy === amount.ccy && BigInt(amount.minor) <= BigInt(limit.minor),
});

export const gbp = (pounds: number): Money => money(Math.round(pounds * 100), 'GBP');

function outcomeOf(decision: readonly NewFact[] | { readonly refused: string; readonly detail?: object }): Outcome {
  const facts = 'refused' in decision ? [] : decision;
  const outcome: Outcome = {
    facts,
    thenFacts: (...types) => (
      expect('refused' in decision ? decision : facts.map(({ type }) => type)).toEqual(types),
      outcome
    ),
    thenData: (data) => (expect(facts[0]?.data).toEqual(data), outcome),
    thenNothing: () => expect(decision).toEqual([]),
    thenRefused: (code, detail) =>
      expect(decision).toEqual(detail ? { refused: code, detail } : expect.objectContaining({ refused: code })),
  };
  return outcome;
}
