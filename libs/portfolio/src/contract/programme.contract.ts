import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './programme.commands';
import * as events from './programme.events';
import { programmeRefusals } from './programme.refusals';

export const programmeContract = aggregateContract({
  category: 'programme',
  title: 'Programme',
  commands: { ...commands },
  events: { ...events },
  refusals: programmeRefusals,
});

export type ProgrammeCommands = DataOf<typeof programmeContract.commands>;
export type ProgrammeEvents = DataOf<typeof programmeContract.events>;
export type ProgrammeRefusal = keyof typeof programmeRefusals;
