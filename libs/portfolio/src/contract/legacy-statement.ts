import { DateField, Id, ListOf, MoneyField, OneOf, Text } from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';
import { SCALES, type ScaleId } from './vocabulary';

/** A field the record leaves open, and its words for why (an exemption, "TBC", a blank). */
export class NotStated {
  @Text({ max: 60 }) readonly field!: string;
  @Text({ min: 0, max: 1000 }) readonly statement!: string;
}

/** What the record says the project is. */
export class LegacyProfile {
  @DateField({ about: 'The day it speaks of' }) readonly on!: string;
  @Text() readonly name!: string;
  @Id({ to: 'portfolio' }) readonly portfolioId!: string;
  @Id({ to: 'programme', optional: true }) readonly programmeId?: string;
  @Text({ max: 100, optional: true }) readonly unit?: string;
  @Text({ max: 100, optional: true }) readonly category?: string;
  @Text({ max: 20_000, optional: true }) readonly description?: string;
  @Text({ max: 100, optional: true, about: 'Identifier in the source, if it has one' }) readonly sourceId?: string;
  @DateField({ optional: true }) readonly startsOn?: string;
  @DateField({ optional: true }) readonly endsOn?: string;
  @Text({ max: 20_000, optional: true, about: 'What the record says about the schedule' })
  readonly scheduleCommentary?: string;
  @ListOf(() => NotStated, { max: 50 }) readonly notStated!: readonly NotStated[];
}

/** What the record says it costs. */
export class LegacyCost {
  @DateField({ about: 'The day it speaks of' }) readonly on!: string;
  @MoneyField({ optional: true, about: 'Budget of the reporting year' }) readonly yearBaseline?: Money;
  @MoneyField({ optional: true, about: 'Forecast of the reporting year' }) readonly yearForecast?: Money;
  @MoneyField({ optional: true, about: 'Budgeted whole-life cost' }) readonly wholeLifeCost?: Money;
  @MoneyField({ optional: true }) readonly benefits?: Money;
  @Text({ max: 20_000, optional: true }) readonly commentary?: string;
}

/** What the record says of the confidence in delivery, by whom. Without a rating: it was withheld or not given. */
export class LegacyConfidence {
  @DateField({ about: 'The day it speaks of' }) readonly on!: string;
  @Text({ max: 60, about: 'Who rated' }) readonly assessor!: string;
  @OneOf(SCALES) readonly scale!: ScaleId;
  @Text({ max: 20, optional: true }) readonly rating?: string;
  @Text({ max: 1000, optional: true, about: 'The words of the record, where it gives no rating' })
  readonly statement?: string;
  @Text({ max: 20_000, optional: true }) readonly commentary?: string;
}

/** A dated step the record names. */
export class LegacyMilestone {
  @Text({ max: 60 }) readonly milestone!: string;
  @DateField({ about: 'The day it was, or is to be, reached' }) readonly on!: string;
}

/** Who the record says approved what. */
export class LegacyApproval {
  @DateField() readonly on!: string;
  @Text({ max: 100 }) readonly body!: string;
  @MoneyField() readonly amount!: Money;
}
