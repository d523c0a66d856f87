import { fact } from '@tabularium/kernel';
import type { Rules } from './meeting-rules';

/** What the engine notes when a day has passed before the meeting was opened: once, and nothing when it is no longer so. */
export const clockRules: Rules<'MarkAgendaOverdue' | 'MarkPaperDeadlinePassed'> = {
  MarkAgendaOverdue: (_, { stage, agendaDueOn, published, passed }, { today }) => {
    if (stage !== 'called' || agendaDueOn === undefined || today <= agendaDueOn) return [];
    return published.length > 0 || passed.agenda ? [] : [fact('AgendaBecameOverdue', { dueOn: agendaDueOn })];
  },

  MarkPaperDeadlinePassed: (_, { stage, papersDueOn, items, passed }, { today }) => {
    if (stage !== 'called' || passed.papers || today <= papersDueOn) return [];
    return [fact('PaperDeadlinePassed', { dueOn: papersDueOn, tabled: items.map(({ itemId }) => itemId) })];
  },
};
