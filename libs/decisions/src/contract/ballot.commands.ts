import type { LocalDate } from '@tabularium/kernel';
import { Command, DateField, Flag, Id, ListOf, OneOf, PersonRef, Sha256, Text } from '@tabularium/contracts';
import { DecisionCondition } from './item-parts';
import { CHOICES, type Choice } from './vocabulary';
import { MEMBERS } from './who';

@Command({ summary: 'Open the ballot in a meeting', allow: MEMBERS })
export class OpenBallot {
  @Id({ to: 'meeting' }) readonly meetingId!: string;
  @Flag({ optional: true, about: 'Votes are sealed until all are cast' }) readonly secret?: boolean;
  @ListOf(() => DecisionCondition, {
    max: 50,
    optional: true,
    about: 'The conditions put to the vote; default those proposed',
  })
  readonly conditions?: readonly DecisionCondition[];
}

@Command({ summary: 'Circulate the matter for a written resolution', allow: MEMBERS })
export class CirculateResolution {
  @DateField({ about: 'Last day to answer' }) readonly closesOn!: LocalDate;
}

@Command({ summary: 'Stop a circulation: the matter goes to a meeting', allow: MEMBERS })
export class DemandMeeting {
  @Text({ max: 2000, optional: true }) readonly reason?: string;
}

/** Whoever attends for somebody else says for whom. */
class InOwnNameOrFor {
  @PersonRef({ optional: true, about: 'The member whose alternate or proxy votes' }) readonly onBehalfOf?: string;
}

@Command({ summary: 'Vote; again, to change the vote', allow: MEMBERS })
export class CastVote extends InOwnNameOrFor {
  @OneOf(CHOICES) readonly choice!: Choice;
  @Text({ max: 2000, optional: true, about: 'Required against the motion, and against advice of finance or assurance' })
  readonly rationale?: string;
}

@Command({ summary: 'Cast a sealed vote in a secret ballot', allow: MEMBERS })
export class SealVote extends InOwnNameOrFor {
  @Sha256({ about: 'SHA-256 of choice, a line feed and a nonce, in UTF-8' }) readonly commitment!: string;
}

@Command({ summary: 'End the casting of sealed votes; they are revealed from now on', allow: MEMBERS })
export class EndSealing {}

@Command({ summary: 'Reveal a sealed vote', allow: MEMBERS })
export class RevealVote extends InOwnNameOrFor {
  @OneOf(CHOICES) readonly choice!: Choice;
  @Text({ min: 16, max: 200, about: 'As when it was sealed' }) readonly nonce!: string;
}

@Command({ summary: 'Veto the matter from a seat that may', allow: MEMBERS })
export class ExerciseVeto {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Put overriding the veto to the same ballot', allow: MEMBERS })
export class PutVetoOverride {}

@Command({ summary: 'Close the ballot and count', allow: MEMBERS })
export class CloseBallot {}

@Command({ summary: 'Decide a tie by the casting vote of the chair', allow: MEMBERS })
export class GiveCastingVote {
  @OneOf(['FOR', 'AGAINST']) readonly choice!: 'FOR' | 'AGAINST';
  @Text({ max: 2000 }) readonly rationale!: string;
}

@Command({ summary: 'Count a circulation whose last day has passed', allow: ['SYSTEM'] })
export class CloseCirculation {}

@Command({ summary: 'Decide alone what cannot wait; the body ratifies or it lapses', allow: MEMBERS })
export class TakeUrgentDecision {
  @Text({ max: 2000 }) readonly rationale!: string;
}
