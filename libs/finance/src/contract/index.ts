export * from './budget-lines';
export * from './budget-standing';
export * from './budget.contract';
export * from './budget.events';
export * from './cost-ledger.contract';
export * from './cost-ledger.events';
export * from './ledger-standing';
export * from './vocabulary';
