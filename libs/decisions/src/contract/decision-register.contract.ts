import { aggregateContract } from '@tabularium/contracts';
import type { DataOf, Refusals } from '@tabularium/kernel';
import * as commands from './decision-register.commands';
import * as events from './decision-register.events';

const decisionRegisterRefusals = {
  REGISTER_ID_INVALID: { words: 'A register is named <body>.<year>' },
} as const satisfies Refusals;

export const decisionRegisterContract = aggregateContract({
  category: 'decisionRegister',
  title: 'Decision register',
  commands: { ...commands },
  events: { ...events },
  refusals: decisionRegisterRefusals,
});

export type DecisionRegisterCommands = DataOf<typeof decisionRegisterContract.commands>;
export type DecisionRegisterEvents = DataOf<typeof decisionRegisterContract.events>;
export type DecisionRegisterRefusal = keyof typeof decisionRegisterRefusals;
