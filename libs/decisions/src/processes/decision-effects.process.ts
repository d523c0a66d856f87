import type { CommandOutcome, Process, ProcessCommand } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';

/** Most events that are named; a command that led to more is found by its command id. */
const NAMED = 500;

/** What a decision authorises is carried out by its number, one command after the other; the matter learns what came of each. */
export const decisionEffects: Process<Pick<DecisionItemEvents, 'EffectDue'>> = {
  name: 'decision-effects',
  on: {
    EffectDue: ({ n, attempt, category, id, command, data, decisionNo }, { entityId }) => [
      {
        category,
        id,
        command,
        data,
        authority: { basis: 'DECISION', ref: decisionNo },
        report: (outcome) => reportTo(entityId, { n, attempt }, outcome),
      },
    ],
  },
};

const reportTo = (
  itemId: string,
  place: { readonly n: number; readonly attempt: number },
  outcome: CommandOutcome,
): ProcessCommand => ({
  category: 'decisionItem',
  id: itemId,
  command: 'RecordEffect',
  data:
    outcome.kind === 'accepted'
      ? { ...place, outcome: 'APPLIED', eventIds: outcome.eventIds.slice(0, NAMED) }
      : { ...place, outcome: 'FAILED', code: outcome.code },
});
