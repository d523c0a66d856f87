import { DateField, Event, Id, MATTERS, MoneyField, OneOf, PersonRef, Text, type Matter } from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';

@Event({ summary: 'A person lets another use part of their authority' })
export class PersonalDelegationGranted {
  @Id({ about: 'Id of the stream, a tilde, and a number' }) readonly delegationId!: string;
  @PersonRef() readonly from!: string;
  @PersonRef() readonly to!: string;
  @Id({ to: 'project', optional: true, about: 'Only for this project' }) readonly projectId?: string;
  @OneOf(MATTERS) readonly matter!: Matter;
  @MoneyField({ sign: 'positive' }) readonly limit!: Money;
  @MoneyField({ sign: 'notNegative', optional: true, about: 'In the currency of the authority it comes from' })
  readonly convertedLimit?: Money;
  @Id({ optional: true, about: 'Table of exchange rates it was converted by' }) readonly rateTable?: string;
  @DateField({ about: 'First day' }) readonly validFrom!: string;
  @DateField({ about: 'Last day' }) readonly validUntil!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A personal delegation was accepted' })
export class PersonalDelegationAccepted {
  @Id() readonly delegationId!: string;
}

@Event({ summary: 'A personal delegation was taken back or given up' })
export class PersonalDelegationEnded {
  @Id() readonly delegationId!: string;
  @PersonRef() readonly endedBy!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** Decided with the delegation and effective on the day after its last. */
@Event({ summary: 'A personal delegation ran out' })
export class PersonalDelegationExpired {
  @Id() readonly delegationId!: string;
}
