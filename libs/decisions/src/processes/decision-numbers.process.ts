import type { Process } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import type { DecisionRegisterEvents } from '../contract/decision-register.contract';
import { registerIdOf } from '../contract/vocabulary';

/** A decision is entered in the register of its body and year; the place it gets goes back to it as its number. */
export const decisionNumbers: Process<
  Pick<DecisionItemEvents, 'DecisionMade'> & Pick<DecisionRegisterEvents, 'DecisionEntered'>
> = {
  name: 'decision-numbers',
  on: {
    DecisionMade: ({ bodyId, matterType, subject, outcome, decidedOn }, { entityId }) => [
      {
        category: 'decisionRegister',
        id: registerIdOf(bodyId, decidedOn.slice(0, 4)),
        command: 'EnterInRegister',
        data: { itemId: entityId, matterType, subject, outcome },
      },
    ],
    DecisionEntered: ({ itemId, decisionNo }) => [
      { category: 'decisionItem', id: itemId, command: 'NumberDecision', data: { decisionNo } },
    ],
  },
};
