import { fact, refuse, type Context, type Decider, type Decision } from '@tabularium/kernel';
import type {
  InterestRegisterCommands,
  InterestRegisterEvents,
  InterestRegisterRefusal,
} from '../contract/interest-register.contract';
import { returnDueOn } from '../contract/yearly-return';
import { standingInterests, standingOn, type StandingInterests } from '../contract/standing-interests';

/** What a person declared, and the years for which they made their return or are late with it. */
export interface InterestRegister extends StandingInterests {
  readonly nilYears: readonly number[];
  readonly confirmedYears: readonly number[];
  readonly overdueYears: readonly number[];
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
  initial: { interests: [], nilYears: [], confirmedYears: [], overdueYears: [] },
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
      whenDue(year, context, () => {
        const held = heldIn(state, year);
        if (held.length > 0) return refuse('INTERESTS_STAND', { year, interests: held });
        return state.nilYears.includes(year) ? [] : [fact('NilReturnAttested', { year })];
      }),

    ConfirmInterests: ({ year }, state, context) =>
      whenDue(year, context, () => {
        if (heldIn(state, year).length === 0) return refuse('NOTHING_STANDS', { year });
        return state.confirmedYears.includes(year) ? [] : [fact('InterestsConfirmed', { year })];
      }),

    MarkAttestationOverdue: ({ year }, { nilYears, confirmedYears, overdueYears }, { today }) => {
      const isSettled = [nilYears, confirmedYears, overdueYears].some((years) => years.includes(year));
      return isSettled || today <= returnDueOn(year)
        ? []
        : [fact('AttestationOverdue', { year, dueOn: returnDueOn(year) })];
    },
  },
  evolve: {
    StandingInterestDeclared: (state, data, meta) => ({ ...state, ...declared?.(state, data, meta) }),
    InterestEnded: (state, data, meta) => ({ ...state, ...ended?.(state, data, meta) }),
    NilReturnAttested: (state, { year }) => ({ ...state, nilYears: [...state.nilYears, year] }),
    InterestsConfirmed: (state, { year }) => ({ ...state, confirmedYears: [...state.confirmedYears, year] }),
    AttestationOverdue: (state, { year }) => ({ ...state, overdueYears: [...state.overdueYears, year] }),
  },
};

const byOneself = ({ actor, id }: Context, decide: () => Decided): Decided =>
  actor.id === id ? decide() : refuse('NOT_YOUR_REGISTER');

/** A return is one's own, for this year or the one before. */
const whenDue = (year: number, context: Context, decide: () => Decided): Decided =>
  byOneself(context, () => {
    const thisYear = Number(context.today.slice(0, 4));
    return year > thisYear || year < thisYear - 1 ? refuse('YEAR_WRONG', { year: thisYear }) : decide();
  });

/** Ids of the interests held on some day of a year. */
const heldIn = ({ interests }: StandingInterests, year: number): readonly string[] =>
  interests
    .filter(({ from, until }) => from <= `${year}-12-31` && (until === undefined || until >= `${year}-01-01`))
    .map(({ id }) => id);
