import { aggregate, type ContextDefinition } from '@tabularium/http';
import { changeRequestContract } from './contract/change-request.contract';
import { changeRequest } from './domain/change-request.decider';
import { changeRequestFacts } from './facts';

export const controlContext: ContextDefinition = {
  name: 'control',
  title: 'Change control',
  aggregates: [aggregate(changeRequestContract, changeRequest, changeRequestFacts)],
  views: [],
  processes: [],
  reports: [],
};
