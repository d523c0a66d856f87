import type { LocalDate, Money } from '@tabularium/kernel';
import { Currency, DateField, Event, Id, ListOf, MoneyField, OneOf, Text } from '@tabularium/contracts';
import { AuthorityRow } from './portfolio.commands';
import { COMPONENT_KINDS, type ComponentKind } from './vocabulary';

@Event({ summary: 'A portfolio was chartered' })
export class PortfolioChartered {
  @Text() readonly name!: string;
  @Currency() readonly ccy!: string;
  @Text({ max: 100, optional: true }) readonly ownerUnit?: string;
  @Text({ max: 4000, optional: true }) readonly description?: string;
}

@Event({ summary: 'The portfolio got its envelope of a fiscal year' })
export class FundingEnvelopeSet {
  @Id() readonly fiscalYear!: string;
  @MoneyField({ sign: 'notNegative' }) readonly amount!: Money;
}

@Event({ summary: 'A project or programme was admitted to the portfolio' })
export class ComponentAdmitted {
  @OneOf(COMPONENT_KINDS) readonly kind!: ComponentKind;
  @Id() readonly componentId!: string;
  @Text({ max: 100, optional: true }) readonly category?: string;
}

@Event({ summary: 'A project or programme left the portfolio; it stays in the list of departed ones' })
export class ComponentRemoved {
  @OneOf(COMPONENT_KINDS) readonly kind!: ComponentKind;
  @Id() readonly componentId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
  @Text({ optional: true, about: 'Name when it left' }) readonly name?: string;
  @Text({ max: 100, optional: true, about: 'Owning unit when it left' }) readonly unit?: string;
}

@Event({ summary: 'Bodies and the amounts they approve were laid down, lowest first' })
export class AuthorityLadderSet {
  @DateField({ optional: true, about: 'The first day it applies; absent = the effective date' })
  readonly from?: LocalDate;
  @ListOf(() => AuthorityRow, { min: 1, max: 50 }) readonly rows!: readonly AuthorityRow[];
}

@Event({ summary: 'The portfolio was closed' })
export class PortfolioClosed {
  @Text({ max: 2000 }) readonly reason!: string;
}
