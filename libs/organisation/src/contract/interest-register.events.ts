import { DateField, Event, Id, Int, Text } from '@tabularium/contracts';

@Event({ summary: 'A person declared a standing interest' })
export class StandingInterestDeclared {
  @Id({ about: 'Person id, a dot, I and a number' }) readonly interestId!: string;
  @Text() readonly counterparty!: string;
  @Text({ max: 2000 }) readonly nature!: string;
  @DateField({ about: 'Held since' }) readonly from!: string;
}

@Event({ summary: 'A standing interest ended' })
export class InterestEnded {
  @Id() readonly interestId!: string;
  @DateField({ about: 'Last day' }) readonly on!: string;
}

@Event({ summary: 'A person attested to have no standing interest' })
export class NilReturnAttested {
  @Int({ min: 2000, max: 9999 }) readonly year!: number;
}

@Event({ summary: 'A person confirmed the standing interests declared so far' })
export class InterestsConfirmed {
  @Int({ min: 2000, max: 9999 }) readonly year!: number;
}

@Event({ summary: 'The last day for the return of a year passed without one' })
export class AttestationOverdue {
  @Int({ min: 2000, max: 9999 }) readonly year!: number;
  @DateField({ about: 'Last day it was due' }) readonly dueOn!: string;
}
