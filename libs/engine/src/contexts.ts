import { auditContext } from '@tabularium/audit';
import { controlContext } from '@tabularium/control';
import { decisionsContext } from '@tabularium/decisions';
import { financeContext } from '@tabularium/finance';
import type { ContextDefinition } from '@tabularium/http';
import { organisationContext } from '@tabularium/organisation';
import { portfolioContext } from '@tabularium/portfolio';

/** What the engine serves: one line per context. */
export const contexts: readonly ContextDefinition[] = [
  organisationContext,
  decisionsContext,
  portfolioContext,
  financeContext,
  controlContext,
  auditContext,
];
