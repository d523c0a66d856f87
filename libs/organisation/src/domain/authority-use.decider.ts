import {
  add,
  addDays,
  compare,
  fact,
  refuse,
  sameMoney,
  sum,
  type Decider,
  type Instant,
  type LocalDate,
  type Money,
} from '@tabularium/kernel';
import type { AuthorityUseCommands, AuthorityUseEvents, AuthorityUseRefusal } from '../contract/authority-use.contract';

/** One use of a holder's authority in a matter: set apart, then used or given back. */
export interface Use {
  readonly reservation: string;
  readonly target: string;
  readonly projectId: string;
  readonly amount: Money;
  readonly on: LocalDate;
  readonly reservedAt: Instant;
  readonly stage: 'reserved' | 'exercised' | 'released';
}

/** Every use, by one holder in one matter, in the order in which they were reserved. */
export interface AuthorityUse {
  readonly uses: readonly Use[];
}

/**
 * The limit that several approvals share, as a stream of its own: its revision decides which of two comes first. An
 * amount that is reserved counts like one that is used until it is given back.
 */
export const authorityUse: Decider<AuthorityUse, AuthorityUseCommands, AuthorityUseEvents, AuthorityUseRefusal> = {
  category: 'authorityUse',
  initial: { uses: [] },
  evolve: {
    AuthorityReserved: ({ uses }, { reservation, target, projectId, amount, on }, { recordedAt: reservedAt }) => ({
      uses: [
        ...uses.filter((use) => use.reservation !== reservation),
        { reservation, target, projectId, amount, on, reservedAt, stage: 'reserved' },
      ],
    }),
    AuthorityExercised: (state, { reservation }) => withStage(state, reservation, 'exercised'),
    AuthorityReleased: (state, { reservation }) => withStage(state, reservation, 'released'),
  },
  decide: {
    ReserveAuthority: (command, { uses }, { id, actor, today: on }) => {
      const { reservation, projectId, amount, cumulativeLimit: limit, windowDays } = command;
      const known = uses.find((use) => use.reservation === reservation && use.stage !== 'released');
      if (known && sameMoney(known.amount, amount)) return [];
      const others = uses.filter((use) => use.reservation !== reservation);
      const usedBefore = usedOn(others, projectId, amount.ccy, addDays(on, -windowDays));
      const total = add(usedBefore, amount);
      if (compare(total, limit) <= 0) return [fact('AuthorityReserved', { ...command, by: actor.id, on, usedBefore })];
      const holder = id.slice(0, id.lastIndexOf('.'));
      return refuse('AUTHORITY_EXCEEDED_CUMULATIVE', { projectId, windowDays, usedBefore, total, limit, holder });
    },

    // What was decided was decided, even if the reservation had run out meanwhile.
    ConfirmAuthority: ({ reservation }, { uses }) => {
      const use = uses.find((other) => other.reservation === reservation);
      if (!use || use.stage === 'exercised') return [];
      return [fact('AuthorityExercised', { reservation, amount: use.amount })];
    },

    ReleaseAuthority: ({ reservation, because }, { uses }) => {
      const use = uses.find((other) => other.reservation === reservation);
      return use?.stage === 'reserved' ? [fact('AuthorityReleased', { reservation, because })] : [];
    },
  },
};

/** What was used or set apart on a project after a day. */
const usedOn = (uses: readonly Use[], projectId: string, ccy: string, after: LocalDate): Money =>
  sum(
    uses
      .filter((use) => use.stage !== 'released' && use.projectId === projectId && use.on > after)
      .flatMap(({ amount }) => (amount.ccy === ccy ? [amount] : [])),
    ccy,
  );

const withStage = ({ uses }: AuthorityUse, reservation: string, stage: Use['stage']): AuthorityUse => ({
  uses: uses.map((use) => (use.reservation === reservation ? { ...use, stage } : use)),
});
