import { aggregate, type ContextDefinition } from '@tabularium/http';
import { changeRequestContract } from './contract/change-request.contract';
import { toleranceUseContract } from './contract/tolerance-use.contract';
import { changeRequest } from './domain/change-request.decider';
import { toleranceUse } from './domain/tolerance-use.decider';
import { changeRequestFacts } from './facts';
import { changeLog } from './views/change-log.view';

export const controlContext: ContextDefinition = {
  name: 'control',
  title: 'Change control',
  aggregates: [
    aggregate(changeRequestContract, changeRequest, changeRequestFacts),
    aggregate(toleranceUseContract, toleranceUse),
  ],
  views: [changeLog],
  processes: [],
  reports: [],
};
