import { Command, DateField, Id, Int, ROLES, Text } from '@tabularium/contracts';

@Command({ summary: 'Declare a standing interest of your own', allow: ROLES, anyProject: true })
export class DeclareStandingInterest {
  @Text({ about: 'Supplier, body or person the interest is in' }) readonly counterparty!: string;
  @Text({ max: 2000, about: 'Shares, kinship, office …' }) readonly nature!: string;
  @DateField({ optional: true, about: 'Held since; default today' }) readonly from?: string;
}

@Command({ summary: 'Say that an interest of yours has ended', allow: ROLES, anyProject: true })
export class EndInterest {
  @Id() readonly interestId!: string;
  @DateField({ optional: true, about: 'Last day; default today' }) readonly on?: string;
}

@Command({ summary: 'Attest that you have no standing interest this year', allow: ROLES, anyProject: true })
export class AttestNil {
  @Int({ min: 2000, max: 9999 }) readonly year!: number;
}

@Command({ summary: 'Confirm that what you declared still stands, and nothing else', allow: ROLES, anyProject: true })
export class ConfirmInterests {
  @Int({ min: 2000, max: 9999 }) readonly year!: number;
}

@Command({ summary: 'Mark the return of a year overdue whose last day has passed', allow: ['SYSTEM'] })
export class MarkAttestationOverdue {
  @Int({ min: 2000, max: 9999 }) readonly year!: number;
}
