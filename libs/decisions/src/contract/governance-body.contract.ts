import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './governance-body.commands';
import * as events from './governance-body.events';
import { governanceBodyRefusals } from './governance-body.refusals';

export const governanceBodyContract = aggregateContract({
  category: 'governanceBody',
  title: 'Governance body',
  commands: { ...commands },
  events: { ...events },
  refusals: governanceBodyRefusals,
});

export type GovernanceBodyCommands = DataOf<typeof governanceBodyContract.commands>;
export type GovernanceBodyEvents = DataOf<typeof governanceBodyContract.events>;
export type GovernanceBodyRefusal = keyof typeof governanceBodyRefusals;
