import { aggregate, type ContextDefinition } from '@tabularium/http';
import { refusalsContract } from './contract/refusals.contract';
import { refusalsRecord } from './domain/refusals.decider';
import { decisionRight } from './rights/decision-right';
import { delegationRight } from './rights/delegation-right';
import { refusals } from './views/refusals.view';

export const auditContext: ContextDefinition = {
  name: 'audit',
  title: 'Audit',
  aggregates: [aggregate(refusalsContract, refusalsRecord)],
  views: [refusals],
  processes: [],
  reports: [],
  tracers: [decisionRight, delegationRight],
};
