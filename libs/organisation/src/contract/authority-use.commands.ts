import { Command, Id, Int, MATTERS, MoneyField, OneOf, Text, type Matter } from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';

@Command({ summary: 'Set an amount apart before it is decided on', allow: ['SYSTEM'] })
export class ReserveAuthority {
  @Id({ about: 'Key of the command that decides' }) readonly reservation!: string;
  @OneOf(MATTERS) readonly matter!: Matter;
  @Text({ about: 'Stream it is decided in' }) readonly target!: string;
  @Id({ to: 'project' }) readonly projectId!: string;
  @MoneyField({ sign: 'notNegative', about: 'In the currency of the limit' }) readonly amount!: Money;
  @MoneyField({ sign: 'notNegative', optional: true, about: 'What it stands for, in the currency it is decided in' })
  readonly convertedFrom?: Money;
  @Id({ optional: true, about: 'Table of exchange rates it was converted by' }) readonly rateTable?: string;
  @Id({ about: 'Limit, row or delegation that gives the right' }) readonly rule!: string;
  @MoneyField({ sign: 'positive' }) readonly cumulativeLimit!: Money;
  @Int({ min: 1, max: 366 }) readonly windowDays!: number;
}

@Command({ summary: 'Say that what an amount was reserved for was decided', allow: ['SYSTEM'] })
export class ConfirmAuthority {
  @Id() readonly reservation!: string;
}

@Command({ summary: 'Give a reserved amount back', allow: ['SYSTEM'] })
export class ReleaseAuthority {
  @Id() readonly reservation!: string;
  @Text() readonly because!: string;
}
