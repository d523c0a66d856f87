import { changeStanding, isApproved } from '@tabularium/control/contract';
import type { FactLoader, Read } from '@tabularium/http';
import { ownerOf } from '@tabularium/kernel';
import { projectStanding } from '@tabularium/portfolio/contract';
import { budgetStanding } from './contract/budget-standing';
import type { BudgetCommands } from './contract/budget.contract';
import type { CostLedgerCommands } from './contract/cost-ledger.contract';
import { ledgerStanding } from './contract/ledger-standing';
import type { BudgetFacts } from './domain/budget.decider';
import type { BookingFacts, CostLedgerFacts } from './domain/cost-ledger.decider';
import type { RevisionFacts } from './domain/revision-rules';

/** Rules lean on streams, never on views: every stream read here is pinned in the events that follow. */
type Loaders<C, F> = { readonly [N in keyof F & keyof C]: FactLoader<C[N], F[N]> };

export const budgetFacts: Loaders<BudgetCommands, BudgetFacts> = {
  CreateBudget: async ({ id, read }) => ({ project: (await read(projectStanding, id)).life }),
  ApproveBudget: async ({ id, read }) => ({ parties: await partiesOf(read, id) }),
  ProposeRevision: ({ id, command, read }) => revisionFacts(read, id, command.changeId),
  ApproveRevision: async ({ id, read }) => {
    const { proposedChange } = await read(budgetStanding, id);
    return { ...(await revisionFacts(read, id, proposedChange)), parties: await partiesOf(read, id) };
  },
  RevokeStageFunds: async ({ id, read }) => ({ ledger: await read(ledgerStanding, id) }),
  CloseBudget: async ({ id, read }) => ({ ledger: await read(ledgerStanding, id) }),
};

export const costLedgerFacts: Loaders<CostLedgerCommands, CostLedgerFacts> = {
  PostActual: ({ id, read }) => bookingFacts(read, id),
  PlaceCommitment: ({ id, read }) => bookingFacts(read, id),
};

async function revisionFacts(read: Read, id: string, changeId: string | undefined): Promise<RevisionFacts> {
  const ledger = await read(ledgerStanding, id);
  if (!changeId) return { ledger, changeApproved: true };
  return { ledger, changeApproved: ownerOf(changeId) === id && isApproved(await read(changeStanding, changeId)) };
}

/** A budget is opened for registered projects only, so its stream answers for the project. */
async function bookingFacts(read: Read, id: string): Promise<BookingFacts> {
  const budget = await read(budgetStanding, id);
  return { budget, projectExists: budget.ccy !== undefined || (await read(projectStanding, id)).life !== 'absent' };
}

async function partiesOf(read: Read, id: string): Promise<readonly string[]> {
  const { sponsor, manager } = await read(projectStanding, id);
  return [sponsor, manager].flatMap((person) => person ?? []);
}
