import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './interest-register.commands';
import * as events from './interest-register.events';
import { interestRegisterRefusals } from './interest-register.refusals';

export const interestRegisterContract = aggregateContract({
  category: 'interestRegister',
  title: 'Interest register of a person',
  commands: { ...commands },
  events: { ...events },
  refusals: interestRegisterRefusals,
});

export type InterestRegisterCommands = DataOf<typeof interestRegisterContract.commands>;
export type InterestRegisterEvents = DataOf<typeof interestRegisterContract.events>;
export type InterestRegisterRefusal = keyof typeof interestRegisterRefusals;
