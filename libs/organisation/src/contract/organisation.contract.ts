import { aggregateContract } from '@tabularium/contracts';
import type { DataOf } from '@tabularium/kernel';
import * as commands from './organisation.commands';
import * as events from './organisation.events';
import { organisationRefusals } from './organisation.refusals';

/** The tree of units is one stream: two moves that would make a circle together are decided one after the other. */
export const organisationContract = aggregateContract({
  category: 'organisation',
  title: 'Organisation',
  commands: { ...commands },
  events: { ...events },
  refusals: organisationRefusals,
});

export type OrganisationCommands = DataOf<typeof organisationContract.commands>;
export type OrganisationEvents = DataOf<typeof organisationContract.events>;
export type OrganisationRefusal = keyof typeof organisationRefusals;
