import { fact, refuse, type Decider } from '@tabularium/kernel';
import type {
  DecisionRegisterCommands,
  DecisionRegisterEvents,
  DecisionRegisterRefusal,
} from '../contract/decision-register.contract';
import { decisionNoOf, registerOf } from '../contract/vocabulary';

/** What rules read of a register: which matter stands at which place. The first is entry 1. */
export interface DecisionRegister {
  readonly items: readonly string[];
}

/** The id is `<body>.<year>`. A decision's number is its place, so no number is ever reserved, lost or left out. */
export const decisionRegister: Decider<
  DecisionRegister,
  DecisionRegisterCommands,
  DecisionRegisterEvents,
  DecisionRegisterRefusal
> = {
  category: 'decisionRegister',
  initial: { items: [] },
  evolve: { DecisionEntered: ({ items }, { itemId }) => ({ items: [...items, itemId] }) },
  decide: {
    EnterInRegister: (decision, { items }, { id }) => {
      const { bodyId, year } = registerOf(id);
      if (!bodyId || !/^\d{4}$/.test(year)) return refuse('REGISTER_ID_INVALID');
      const entry = items.length + 1;
      return [fact('DecisionEntered', { entry, decisionNo: decisionNoOf(id, entry), ...decision })];
    },
  },
};
