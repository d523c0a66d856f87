import { aggregate, type ContextDefinition } from '@tabularium/http';
import { changeRequestContract } from './contract/change-request.contract';
import { changeRequest } from './domain/change-request.decider';
import { changeRequestFacts } from './facts';
import { changeLog } from './views/change-log.view';

export const controlContext: ContextDefinition = {
  name: 'control',
  title: 'Change control',
  aggregates: [aggregate(changeRequestContract, changeRequest, changeRequestFacts)],
  views: [changeLog],
  processes: [],
  reports: [],
};
