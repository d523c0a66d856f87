import type { Money } from '@tabularium/kernel';
import { Command, Currency, Id, Int, ListOf, MoneyField, OneOf, Text, type Role } from '@tabularium/contracts';
import { BudgetLine, LineChange } from './budget-lines';
import {
  FORECAST_METHODS,
  REVISION_KINDS,
  VARIANCE_TREATMENTS,
  type ForecastMethod,
  type RevisionKind,
  type VarianceTreatment,
} from './vocabulary';

const PREPARING: readonly Role[] = ['PMO_MANAGER', 'PMO_ANALYST', 'PROJECT_MANAGER', 'FINANCE_CONTROLLER'];
const APPROVING: readonly Role[] = ['PMO_DIRECTOR', 'PMO_MANAGER', 'FINANCE_CONTROLLER'];
const HOLDING: readonly Role[] = ['PMO_DIRECTOR', 'FINANCE_CONTROLLER'];

@Command({ summary: 'Open the budget of a project', allow: PREPARING })
export class CreateBudget {
  @Currency({ about: 'Every amount of the project is in this currency' }) readonly ccy!: string;
}

@Command({ summary: 'Propose the first budget; again, until it is approved', allow: PREPARING })
export class SubmitBudget {
  @ListOf(() => BudgetLine, { min: 1, max: 2000 }) readonly lines!: readonly BudgetLine[];
  @MoneyField({ sign: 'notNegative', about: 'Outside the lines, for unknown unknowns' })
  readonly managementReserve!: Money;
  @MoneyField({ sign: 'notNegative', about: 'Sum of the lines of type CONTINGENCY' }) readonly contingency!: Money;
  @MoneyField({ sign: 'notNegative', optional: true, about: 'Lines and reserve; checked to the penny if stated' })
  readonly total?: Money;
}

@Command({ summary: 'Approve the budget as baseline 0', allow: APPROVING, authority: 'BUDGET_REVISION' })
export class ApproveBudget {
  @MoneyField({ sign: 'positive', about: 'Funding authorised; lines and reserve stay within it' })
  readonly authorised!: Money;
  @Text({ max: 2000, optional: true }) readonly rationale?: string;
}

@Command({ summary: 'Propose to revise the budget; another person approves', allow: PREPARING })
export class ProposeRevision {
  @OneOf(REVISION_KINDS) readonly kind!: RevisionKind;
  @ListOf(() => LineChange) readonly lines!: readonly LineChange[];
  @MoneyField({ sign: 'notNegative', optional: true, about: 'Default: unchanged' }) readonly authorisedTo?: Money;
  @MoneyField({ sign: 'notNegative', optional: true, about: 'Default: unchanged' })
  readonly managementReserveTo?: Money;
  @Id({ to: 'changeRequest', optional: true, about: 'The approved change it carries out' }) readonly changeId?: string;
  @OneOf(VARIANCE_TREATMENTS, { optional: true, about: 'Of an OTB: what becomes of the variances so far' })
  readonly varianceTreatment?: VarianceTreatment;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Approve the proposed revision', allow: APPROVING, authority: 'BUDGET_REVISION' })
export class ApproveRevision {
  @Int({ min: 1, about: 'The proposal that was read' }) readonly proposalNo!: number;
  @Text({ max: 2000 }) readonly rationale!: string;
}

@Command({ summary: 'Reject or take back the proposed revision', allow: [...new Set([...APPROVING, ...PREPARING])] })
export class RejectRevision {
  @Int({ min: 1 }) readonly proposalNo!: number;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Release the funds of a stage, because its gate was passed', allow: ['SYSTEM'] })
export class ReleaseStageFunds {
  @Text({ max: 20 }) readonly gate!: string;
  @Int({ min: 1, about: 'Attempt at the gate; each releases once' }) readonly attempt!: number;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
}

/** SYSTEM: when the decision falls that released them. */
@Command({ summary: 'Take back released funds that are not spent or committed', allow: [...HOLDING, 'SYSTEM'] })
export class RevokeStageFunds {
  @Text({ max: 20 }) readonly gate!: string;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Stop revisions and releases for a time', allow: HOLDING })
export class FreezeBudget {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Allow revisions and releases again', allow: HOLDING })
export class UnfreezeBudget {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Close the budget for good', allow: HOLDING })
export class CloseBudget {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Submit a forecast of the final cost', allow: PREPARING })
export class SubmitForecast {
  @MoneyField({ sign: 'notNegative' }) readonly estimateAtCompletion!: Money;
  @OneOf(FORECAST_METHODS) readonly method!: ForecastMethod;
  @Text({ max: 4000 }) readonly narrative!: string;
}
