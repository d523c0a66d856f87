import { aggregate, type ContextDefinition } from '@tabularium/http';
import { personContract } from './contract/person.contract';
import { person } from './domain/person.decider';
import { delegations } from './views/delegations.view';
import { grants } from './views/grants.view';
import { people } from './views/people.view';

export const organisationContext: ContextDefinition = {
  name: 'organisation',
  title: 'Organisation',
  aggregates: [aggregate(personContract, person)],
  views: [people, grants, delegations],
  processes: [],
  reports: [],
};
