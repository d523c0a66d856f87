import type { Money } from '@tabularium/kernel';
import { Currency, Event, Id, Int, ListOf, MoneyField, OneOf, PersonRef, Text } from '@tabularium/contracts';
import { BudgetLine, LineChange, RevisedLine } from './budget-lines';
import {
  FORECAST_METHODS,
  REVISION_KINDS,
  VARIANCE_TREATMENTS,
  type ForecastMethod,
  type RevisionKind,
  type VarianceTreatment,
} from './vocabulary';

@Event({ summary: 'The budget of a project was opened' })
export class BudgetCreated {
  @Currency() readonly ccy!: string;
}

@Event({ summary: 'A first budget was proposed' })
export class BudgetSubmitted {
  @ListOf(() => BudgetLine, { min: 1, max: 2000 }) readonly lines!: readonly BudgetLine[];
  @MoneyField({ sign: 'notNegative' }) readonly managementReserve!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly contingency!: Money;
  @MoneyField({ sign: 'notNegative', about: 'Total allocated budget: lines and reserve' }) readonly tab!: Money;
  @PersonRef() readonly preparedBy!: string;
}

@Event({ summary: 'The budget was approved and its funding authorised' })
export class BudgetApproved {
  @MoneyField({ sign: 'positive' }) readonly authorised!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly tab!: Money;
  @PersonRef() readonly preparedBy!: string;
  @PersonRef() readonly approvedBy!: string;
  @Text({ max: 2000, optional: true }) readonly rationale?: string;
}

@Event({ summary: 'What the project is measured against was set' })
export class BudgetBaselined {
  @Int({ about: '0 = the first' }) readonly baselineNo!: number;
  @ListOf(() => BudgetLine, { min: 1, max: 2000 }) readonly lines!: readonly BudgetLine[];
  @MoneyField({ sign: 'notNegative' }) readonly managementReserve!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly contingency!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly authorised!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly tab!: Money;
  @PersonRef() readonly approvedBy!: string;
}

@Event({ summary: 'A revision of the budget was proposed' })
export class RevisionProposed {
  @Int({ min: 1 }) readonly proposalNo!: number;
  @OneOf(REVISION_KINDS) readonly kind!: RevisionKind;
  @ListOf(() => LineChange) readonly lines!: readonly LineChange[];
  @MoneyField({ sign: 'notNegative', optional: true }) readonly authorisedTo?: Money;
  @MoneyField({ sign: 'notNegative', optional: true }) readonly managementReserveTo?: Money;
  @Id({ to: 'changeRequest', optional: true }) readonly changeId?: string;
  @OneOf(VARIANCE_TREATMENTS, { optional: true }) readonly varianceTreatment?: VarianceTreatment;
  @Text({ max: 2000 }) readonly reason!: string;
  @PersonRef() readonly proposedBy!: string;
}

@Event({ summary: 'The budget was revised' })
export class BudgetRevised {
  @Int({ min: 1 }) readonly revisionNo!: number;
  @Int({ min: 1 }) readonly proposalNo!: number;
  @OneOf(REVISION_KINDS) readonly kind!: RevisionKind;
  @ListOf(() => RevisedLine) readonly lines!: readonly RevisedLine[];
  @MoneyField({ sign: 'notNegative' }) readonly authorisedFrom!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly authorisedTo!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly managementReserveFrom!: Money;
  @MoneyField({ sign: 'notNegative' }) readonly managementReserveTo!: Money;
  @MoneyField({ sign: 'notNegative', about: 'Total allocated budget before' }) readonly tabFrom!: Money;
  @MoneyField({ sign: 'notNegative', about: 'Total allocated budget after' }) readonly tabTo!: Money;
  @MoneyField({ sign: 'notNegative', about: 'Contingency inside the lines after' }) readonly contingencyTo!: Money;
  @Id({ to: 'changeRequest', optional: true }) readonly changeId?: string;
  @OneOf(VARIANCE_TREATMENTS, { optional: true }) readonly varianceTreatment?: VarianceTreatment;
  @Text({ max: 2000 }) readonly reason!: string;
  @PersonRef() readonly proposedBy!: string;
  @PersonRef() readonly approvedBy!: string;
  @Text({ max: 2000 }) readonly rationale!: string;
  @Int({ min: 1 }) readonly newBaselineNo!: number;
}

@Event({ summary: 'A proposed revision was rejected or taken back' })
export class RevisionRejected {
  @Int({ min: 1 }) readonly proposalNo!: number;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A passed gate released funds' })
export class StageFundsReleased {
  @Text({ max: 20 }) readonly gate!: string;
  @Int({ min: 1 }) readonly attempt!: number;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
  @MoneyField({ sign: 'notNegative', about: 'Released in all, after' }) readonly releasedTo!: Money;
}

@Event({ summary: 'Released funds were taken back' })
export class StageFundsRevoked {
  @Text({ max: 20 }) readonly gate!: string;
  @MoneyField({ sign: 'positive' }) readonly amount!: Money;
  @MoneyField({ sign: 'notNegative', about: 'Released in all, after' }) readonly releasedTo!: Money;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'Revisions and releases were stopped for a time' })
export class BudgetFrozen {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'Revisions and releases were allowed again' })
export class BudgetUnfrozen {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The budget was closed' })
export class BudgetClosed {
  @MoneyField({ about: 'Actual cost in all' }) readonly final!: Money;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A forecast of the final cost was submitted' })
export class ForecastSubmitted {
  @MoneyField({ sign: 'notNegative' }) readonly estimateAtCompletion!: Money;
  @OneOf(FORECAST_METHODS) readonly method!: ForecastMethod;
  @Text({ max: 4000 }) readonly narrative!: string;
  @PersonRef() readonly submittedBy!: string;
}
