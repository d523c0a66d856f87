import { aggregate, type ContextDefinition } from '@tabularium/http';
import { budgetContract } from './contract/budget.contract';
import { costLedgerContract } from './contract/cost-ledger.contract';
import { budget } from './domain/budget.decider';
import { costLedger } from './domain/cost-ledger.decider';
import { budgetFacts, costLedgerFacts } from './facts';
import { gateReleasesFunds } from './processes/gate-releases-funds.process';

export const financeContext: ContextDefinition = {
  name: 'finance',
  title: 'Budgets and costs',
  aggregates: [
    aggregate(budgetContract, budget, budgetFacts),
    aggregate(costLedgerContract, costLedger, costLedgerFacts),
  ],
  views: [],
  processes: [gateReleasesFunds],
  reports: [],
};
