import type { LocalDate, Reading } from '@tabularium/kernel';
import type { InterestRegisterEvents } from './interest-register.contract';

export interface StandingInterest {
  readonly id: string;
  readonly counterparty: string;
  readonly from: LocalDate;
  /** Last day; none while it stands. */
  readonly until?: LocalDate;
}

/** What a person declared, whatever has ended since. */
export interface StandingInterests {
  readonly interests: readonly StandingInterest[];
}

/** For rules of other aggregates: `standingOn(await read(standingInterests, personId), today)`. */
export const standingInterests: Reading<StandingInterests, InterestRegisterEvents> = {
  category: 'interestRegister',
  initial: { interests: [] },
  evolve: {
    StandingInterestDeclared: ({ interests }, { interestId: id, counterparty, from }) => ({
      interests: [...interests, { id, counterparty, from }],
    }),
    InterestEnded: ({ interests }, { interestId, on }) => ({
      interests: interests.map((each) => (each.id === interestId ? { ...each, until: on } : each)),
    }),
  },
};

/** The interests held on a day. */
export const standingOn = ({ interests }: StandingInterests, day: LocalDate): readonly StandingInterest[] =>
  interests.filter(({ from, until }) => from <= day && (until === undefined || day <= until));
