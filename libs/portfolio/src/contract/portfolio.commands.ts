import type { LocalDate, Money } from '@tabularium/kernel';
import { Command, Currency, DateField, Id, ListOf, MoneyField, OneOf, Text } from '@tabularium/contracts';
import { COMPONENT_KINDS, type ComponentKind } from './vocabulary';

@Command({ summary: 'Charter a portfolio', allow: ['PMO_DIRECTOR'] })
export class CharterPortfolio {
  @Text() readonly name!: string;
  @Currency({ about: 'Envelope and ladder are in this currency' }) readonly ccy!: string;
  @Text({ max: 100, optional: true, about: 'Department or body that owns it' }) readonly ownerUnit?: string;
  @Text({ max: 4000, optional: true }) readonly description?: string;
}

@Command({
  summary: 'Set what the portfolio may spend in a fiscal year',
  allow: ['PMO_DIRECTOR', 'FINANCE_CONTROLLER'],
  authority: 'BUDGET_REVISION',
})
export class SetFundingEnvelope {
  @Id({ about: 'As the organisation writes it, such as 2026-27' }) readonly fiscalYear!: string;
  @MoneyField({ sign: 'notNegative' }) readonly amount!: Money;
}

@Command({ summary: 'Admit a project or programme that names this portfolio', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class AdmitComponent {
  @OneOf(COMPONENT_KINDS) readonly kind!: ComponentKind;
  @Id({ about: 'Of the project or programme' }) readonly componentId!: string;
  @Text({ max: 100, optional: true }) readonly category?: string;
}

@Command({ summary: 'Take a component out of the portfolio, for good', allow: ['PMO_DIRECTOR'] })
export class RemoveComponent {
  @OneOf(COMPONENT_KINDS) readonly kind!: ComponentKind;
  @Id({ about: 'Of the project or programme' }) readonly componentId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** One rung: a body and the largest amount it approves; without one it approves any amount. */
export class AuthorityRow {
  @Text({ max: 100 }) readonly body!: string;
  @MoneyField({ sign: 'positive', optional: true }) readonly upTo?: Money;
}

@Command({ summary: 'Say which body approves up to which amount, lowest first', allow: ['PMO_DIRECTOR'] })
export class SetAuthorityLadder {
  @ListOf(() => AuthorityRow, { min: 1, max: 50 }) readonly rows!: readonly AuthorityRow[];
  @DateField({ optional: true, about: 'In force from this day; default today' }) readonly from?: LocalDate;
}

@Command({ summary: 'Close a portfolio that has no components left', allow: ['PMO_DIRECTOR'] })
export class ClosePortfolio {
  @Text({ max: 2000 }) readonly reason!: string;
}
