import { aggregate, type ContextDefinition } from '@tabularium/http';
import { budgetContract } from './contract/budget.contract';
import { costLedgerContract } from './contract/cost-ledger.contract';
import { budget } from './domain/budget.decider';
import { costLedger } from './domain/cost-ledger.decider';
import { budgetFacts, costLedgerFacts } from './facts';
import { gateReleasesFunds } from './processes/gate-releases-funds.process';
import { budgetWaterfallReport } from './reports/budget-waterfall.query';
import { spendReport } from './reports/spend.query';
import { budgetLines } from './views/budget-lines.view';
import { budgetWaterfall } from './views/budget-waterfall.view';
import { budgets } from './views/budgets.view';
import { costEntries } from './views/cost-entries.view';
import { exceptions } from './views/exceptions.view';
import { periods } from './views/periods.view';

export const financeContext: ContextDefinition = {
  name: 'finance',
  title: 'Budgets and costs',
  aggregates: [
    aggregate(budgetContract, budget, budgetFacts),
    aggregate(costLedgerContract, costLedger, costLedgerFacts),
  ],
  views: [budgets, budgetLines, budgetWaterfall, costEntries, periods, exceptions],
  processes: [gateReleasesFunds],
  reports: [budgetWaterfallReport, spendReport],
};
