import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './governance-policy.commands';
import * as events from './governance-policy.events';
import { governancePolicyRefusals } from './governance-policy.refusals';

export const governancePolicyContract = aggregateContract({
  category: 'governancePolicy',
  title: 'Governance policy',
  commands: { ...commands },
  events: { ...events },
  refusals: governancePolicyRefusals,
});

export type GovernancePolicyCommands = DataOf<typeof governancePolicyContract.commands>;
export type GovernancePolicyEvents = DataOf<typeof governancePolicyContract.events>;
export type GovernancePolicyRefusal = keyof typeof governancePolicyRefusals;
