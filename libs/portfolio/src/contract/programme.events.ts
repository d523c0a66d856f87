import { Event, Id, PersonRef, Text } from '@tabularium/contracts';

@Event({ summary: 'A programme was mandated' })
export class ProgrammeMandated {
  @Text() readonly name!: string;
  @Id({ to: 'portfolio' }) readonly portfolioId!: string;
  @Text({ max: 100 }) readonly unit!: string;
  @Text({ max: 4000, optional: true }) readonly description?: string;
}

@Event({ summary: 'A senior responsible owner became accountable for the programme' })
export class SROAppointed {
  @PersonRef() readonly personId!: string;
  @PersonRef({ optional: true, about: 'The one before' }) readonly from?: string;
  @Text({ max: 200, optional: true }) readonly letter?: string;
}

@Event({ summary: 'The programme was closed' })
export class ProgrammeClosed {
  @Text({ max: 2000 }) readonly reason!: string;
}
