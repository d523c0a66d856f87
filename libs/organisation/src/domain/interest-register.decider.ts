import { fact, refuse, type Context, type Decider, type Decision } from '@tabularium/kernel';
import type {
  InterestRegisterCommands,
  InterestRegisterEvents,
  InterestRegisterRefusal,
} from '../contract/interest-register.contract';
import { standingInterests, standingOn, type StandingInterests } from '../contract/standing-interests';

/** What a person declared, and the years without anything to declare. */
export interface InterestRegister extends StandingInterests {
  readonly nilYears: readonly number[];
}

type Decided = Decision<InterestRegisterEvents, InterestRegisterRefusal>;
const { StandingInterestDeclared: declared, InterestEnded: ended } = standingInterests.evolve;

export const interestRegister: Decider<
  InterestRegister,
  InterestRegisterCommands,
  InterestRegisterEvents,
  InterestRegisterRefusal
> = {
  category: 'interestRegister',
  initial: { interests: [], nilYears: [] },
  decide: {
    DeclareStandingInterest: (command, state, context) =>
      byOneself(context, () => {
        const { id, today } = context;
        const from = command.from ?? today;
        const known = standingOn(state, today).find(({ counterparty }) => counterparty === command.counterparty);
        if (known) return refuse('INTEREST_DECLARED', { interestId: known.id });
        if (from > today) return refuse('DATE_AHEAD');
        const interestId = `${id}.I${state.interests.length + 1}`;
        return [fact('StandingInterestDeclared', { interestId, ...command, from })];
      }),

    EndInterest: ({ interestId, on: asked }, { interests }, context) =>
      byOneself(context, () => {
        const on = asked ?? context.today;
        const standing = interests.find(({ id, until }) => id === interestId && until === undefined);
        if (!standing) return refuse('INTEREST_NOT_FOUND', { interestId });
        if (on > context.today) return refuse('DATE_AHEAD');
        return on < standing.from ? refuse('DATES_REVERSED') : [fact('InterestEnded', { interestId, on })];
      }),

    AttestNil: ({ year }, state, context) =>
      byOneself(context, () => {
        const thisYear = Number(context.today.slice(0, 4));
        if (year > thisYear || year < thisYear - 1) return refuse('YEAR_WRONG', { year: thisYear });
        const held = state.interests.filter(
          ({ from, until }) => from <= `${year}-12-31` && (until === undefined || until >= `${year}-01-01`),
        );
        if (held.length > 0) return refuse('INTERESTS_STAND', { year, interests: held.map(({ id }) => id) });
        return state.nilYears.includes(year) ? [] : [fact('NilReturnAttested', { year })];
      }),
  },
  evolve: {
    StandingInterestDeclared: (state, data, meta) => ({ ...state, ...declared?.(state, data, meta) }),
    InterestEnded: (state, data, meta) => ({ ...state, ...ended?.(state, data, meta) }),
    NilReturnAttested: (state, { year }) => ({ ...state, nilYears: [...state.nilYears, year] }),
  },
};

const byOneself = ({ actor, id }: Context, decide: () => Decided): Decided =>
  actor.id === id ? decide() : refuse('NOT_YOUR_REGISTER');
