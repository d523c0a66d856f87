import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './project.commands';
import * as events from './project.events';
import { projectRefusals } from './project.refusals';

export const projectContract = aggregateContract({
  category: 'project',
  title: 'Project',
  commands: { ...commands },
  events: { ...events },
  refusals: projectRefusals,
});

export type ProjectCommands = DataOf<typeof projectContract.commands>;
export type ProjectEvents = DataOf<typeof projectContract.events>;
export type ProjectRefusal = keyof typeof projectRefusals;
