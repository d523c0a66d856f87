import { fact, refuse, type Decider, type Decision } from '@tabularium/kernel';
import type { ProgrammeCommands, ProgrammeEvents, ProgrammeRefusal } from '../contract/programme.contract';

export interface Programme {
  readonly stage: 'absent' | 'mandated' | 'closed';
  readonly portfolioId?: string;
  readonly name?: string;
  readonly unit?: string;
  readonly sro?: string;
}

export type ProgrammeFacts = {
  readonly MandateProgramme: { readonly portfolioOpen: boolean };
};

type Decided = Decision<ProgrammeEvents, ProgrammeRefusal>;

/** Which projects a programme holds stands in their own streams: there the rule "one programme at most" has no race. */
export const programme: Decider<Programme, ProgrammeCommands, ProgrammeEvents, ProgrammeRefusal, ProgrammeFacts> = {
  category: 'programme',
  initial: { stage: 'absent' },
  evolve: {
    ProgrammeMandated: (state, { portfolioId, name, unit }) => ({
      ...state,
      stage: 'mandated',
      portfolioId,
      name,
      unit,
    }),
    SROAppointed: (state, { personId }) => ({ ...state, sro: personId }),
    ProgrammeClosed: (state) => ({ ...state, stage: 'closed' }),
  },
  decide: {
    MandateProgramme: (command, { stage }, { facts }) => {
      if (stage !== 'absent') return refuse('PROGRAMME_EXISTS');
      if (!facts.portfolioOpen) return refuse('PORTFOLIO_NOT_OPEN', { portfolioId: command.portfolioId });
      return [fact('ProgrammeMandated', command)];
    },

    AppointSRO: (command, state) =>
      whenMandated(state, () => {
        if (state.sro === command.personId) return [];
        return [fact('SROAppointed', { ...command, ...(state.sro ? { from: state.sro } : {}) })];
      }),

    CloseProgramme: (command, state) =>
      state.stage === 'closed'
        ? []
        : whenMandated(state, () =>
            state.sro ? [fact('ProgrammeClosed', command, { reason: command.reason })] : refuse('SRO_MISSING'),
          ),
  },
};

function whenMandated({ stage }: Programme, decide: () => Decided): Decided {
  if (stage === 'absent') return refuse('PROGRAMME_NOT_FOUND');
  if (stage === 'closed') return refuse('PROGRAMME_CLOSED');
  return decide();
}
