import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './person.commands';
import * as events from './person.events';
import { personRefusals } from './person.refusals';

export const personContract = aggregateContract({
  category: 'person',
  title: 'Person',
  commands: { ...commands },
  events: { ...events },
  refusals: personRefusals,
});

export type PersonCommands = DataOf<typeof personContract.commands>;
export type PersonEvents = DataOf<typeof personContract.events>;
export type PersonRefusal = keyof typeof personRefusals;
