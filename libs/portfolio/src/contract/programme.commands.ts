import { Command, Id, PersonRef, Text } from '@tabularium/contracts';

@Command({ summary: 'Mandate a programme', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class MandateProgramme {
  @Text() readonly name!: string;
  @Id({ to: 'portfolio' }) readonly portfolioId!: string;
  @Text({ max: 100, about: 'Department or unit that owns the programme' }) readonly unit!: string;
  @Text({ max: 4000, optional: true }) readonly description?: string;
}

@Command({ summary: 'Name the senior responsible owner', allow: ['PMO_DIRECTOR'] })
export class AppointSRO {
  @PersonRef() readonly personId!: string;
  @Text({ max: 200, optional: true, about: 'Reference of the letter of appointment' }) readonly letter?: string;
}

@Command({ summary: 'Close the programme', allow: ['PMO_DIRECTOR'] })
export class CloseProgramme {
  @Text({ max: 2000 }) readonly reason!: string;
}
