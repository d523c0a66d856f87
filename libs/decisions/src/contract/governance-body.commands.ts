import { Command, DateField, Id, Nested, PersonRef, Text } from '@tabularium/contracts';
import { TermsOfReference } from './terms';

@Command({ summary: 'Establish a body with its terms of reference', allow: ['PMO_DIRECTOR'], decidable: true })
export class EstablishBody {
  @Text() readonly name!: string;
  @Nested(() => TermsOfReference) readonly terms!: TermsOfReference;
}

@Command({
  summary: 'Amend the terms of reference: by a decision of the parent, those of the founding body by the director',
  allow: ['PMO_DIRECTOR'],
  decidable: true,
})
export class AmendTermsOfReference {
  @Nested(() => TermsOfReference) readonly terms!: TermsOfReference;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Appoint a member to a seat', allow: ['PMO_DIRECTOR'], decidable: true })
export class AppointMember {
  @Id() readonly seatId!: string;
  @PersonRef() readonly personId!: string;
  @DateField({ optional: true, about: 'First day; default today' }) readonly from?: string;
  @DateField({ optional: true, about: 'Last day; default without end' }) readonly until?: string;
}

class OfAppointment {
  @Text({ max: 36, about: 'Event id of the appointment' }) readonly appointmentEventId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** What was decided meanwhile stands; it is listed as decided on a basis that was corrected later. */
@Command({
  summary: 'Correct who an appointment was of, or its last day, when it was recorded wrongly',
  allow: ['PMO_DIRECTOR'],
})
export class CorrectAppointment extends OfAppointment {
  @PersonRef({ optional: true, about: 'Default: unchanged' }) readonly personId?: string;
  @DateField({ optional: true, about: 'Last day; default unchanged' }) readonly until?: string;
}

@Command({ summary: 'Void an appointment that never was', allow: ['PMO_DIRECTOR'] })
export class VoidAppointment extends OfAppointment {}

@Command({ summary: 'Appoint who attends in the place of a member', allow: ['PMO_DIRECTOR'], decidable: true })
export class AppointAlternate {
  @Id() readonly seatId!: string;
  @PersonRef() readonly personId!: string;
}

@Command({ summary: 'Relieve the member of a seat', allow: ['PMO_DIRECTOR'], decidable: true })
export class RelieveMember {
  @Id() readonly seatId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({
  summary: 'Dissolve a body with no open matter before it, in favour of a successor; it decides nothing more',
  allow: ['PMO_DIRECTOR'],
  decidable: true,
})
export class DissolveBody {
  @Id({ to: 'governanceBody' }) readonly successorId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}
