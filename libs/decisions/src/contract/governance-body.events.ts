import { DateField, Event, Id, Int, Nested, PersonRef, Text, TextList } from '@tabularium/contracts';
import { TermsOfReference } from './terms';

@Event({ summary: 'A body was established' })
export class BodyEstablished {
  @Text() readonly name!: string;
  @Int({ min: 1 }) readonly version!: number;
  @Nested(() => TermsOfReference) readonly terms!: TermsOfReference;
}

@Event({ summary: 'The terms of reference of a body were amended' })
export class TermsOfReferenceAmended {
  @Int({ min: 2 }) readonly version!: number;
  @Nested(() => TermsOfReference) readonly terms!: TermsOfReference;
  @TextList({ max: 50, each: 100, optional: true, about: 'Seats that are no more' })
  readonly seatsRemoved?: readonly string[];
  @Text({ max: 100, optional: true, about: 'Decision of the parent' }) readonly decisionNo?: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A member was appointed to a seat' })
export class MemberAppointed {
  @Id() readonly seatId!: string;
  @PersonRef() readonly personId!: string;
  @DateField({ about: 'First day' }) readonly from!: string;
  @DateField({ optional: true, about: 'Last day' }) readonly until?: string;
}

@Event({ summary: 'An alternate was appointed for the member of a seat' })
export class AlternateAppointed {
  @Id() readonly seatId!: string;
  @PersonRef() readonly personId!: string;
}

@Event({ summary: 'The member of a seat was relieved' })
export class MemberRelieved {
  @Id() readonly seatId!: string;
  @PersonRef() readonly personId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'A body was dissolved' })
export class BodyDissolved {
  @Id({ to: 'governanceBody' }) readonly successorId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}
