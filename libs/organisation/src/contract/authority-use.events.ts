import {
  DateField,
  Event,
  Id,
  Int,
  MATTERS,
  MoneyField,
  OneOf,
  PersonRef,
  Text,
  type Matter,
} from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';

@Event({ summary: 'An amount of delegated authority was set apart for a decision' })
export class AuthorityReserved {
  @Id({ about: 'Key of the command that decides' }) readonly reservation!: string;
  @OneOf(MATTERS) readonly matter!: Matter;
  @Text({ about: 'Stream it is decided in' }) readonly target!: string;
  @Id({ to: 'project' }) readonly projectId!: string;
  @PersonRef() readonly by!: string;
  @DateField() readonly on!: string;
  @MoneyField({ sign: 'notNegative', about: 'In the currency of the limit' }) readonly amount!: Money;
  @MoneyField({ sign: 'notNegative', optional: true, about: 'What it stands for, in the currency it is decided in' })
  readonly convertedFrom?: Money;
  @Id({ optional: true, about: 'Table of exchange rates it was converted by' }) readonly rateTable?: string;
  @Id({ about: 'Limit, row or delegation that gives the right' }) readonly rule!: string;
  @MoneyField({ sign: 'positive' }) readonly cumulativeLimit!: Money;
  @Int({ min: 1, max: 366 }) readonly windowDays!: number;
  @MoneyField({ sign: 'notNegative', about: 'Used and reserved on the project within the window before this' })
  readonly usedBefore!: Money;
}

@Event({ summary: 'Delegated authority was used' })
export class AuthorityExercised {
  @Id() readonly reservation!: string;
  @MoneyField({ sign: 'notNegative' }) readonly amount!: Money;
}

@Event({ summary: 'A reserved amount was given back: nothing was decided' })
export class AuthorityReleased {
  @Id() readonly reservation!: string;
  @Text() readonly because!: string;
}
