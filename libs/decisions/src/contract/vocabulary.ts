/** SEATS: voting seats of the terms of reference; FILLED: those somebody holds; ELIGIBLE: filled less recused for the item. */
export const QUORUM_BASES = ['SEATS', 'FILLED', 'ELIGIBLE'] as const;
export type QuorumBase = (typeof QUORUM_BASES)[number];

/** AT_LEAST n/d of the base, rounded up; MORE_THAN_HALF of it: of 11 that is 6. */
export const QUORUM_METHODS = ['AT_LEAST', 'MORE_THAN_HALF'] as const;
export type QuorumMethod = (typeof QUORUM_METHODS)[number];

/** NO_OBJECTION: silence carries at the deadline, once enough have acknowledged. */
export const VOTING_METHODS = ['SIMPLE', 'QUALIFIED', 'UNANIMOUS', 'NO_OBJECTION'] as const;
export type VotingMethod = (typeof VOTING_METHODS)[number];

/** What FOR is measured against. CAST: for and against; PRESENT, ELIGIBLE and SEATS count those who did not vote too. */
export const VOTING_BASES = ['CAST', 'PRESENT', 'ELIGIBLE', 'SEATS'] as const;
export type VotingBasis = (typeof VOTING_BASES)[number];

/** What a recused member does: leave, and count for nothing; or stay, and count as present. */
export const RECUSAL_MODES = ['LEAVES', 'STAYS_ABSTAINING'] as const;
export type RecusalMode = (typeof RECUSAL_MODES)[number];

export const CHOICES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
export type Choice = (typeof CHOICES)[number];

export const STANCES = ['FOR', 'AGAINST', 'NEUTRAL'] as const;
export type Stance = (typeof STANCES)[number];

/** A vote that differs from what finance or assurance recommend is explained. */
export const ADVISERS = ['FINANCE', 'ASSURANCE', 'PMO'] as const;
export type Adviser = (typeof ADVISERS)[number];

/** Which votes say why: those against the motion or against that advice, those against the advice only, or none. */
export const RATIONALE_RULES = ['AGAINST_OR_ADVICE', 'AGAINST_ADVICE', 'NEVER'] as const;
export type RationaleRule = (typeof RATIONALE_RULES)[number];

export const CONFLICT_OUTCOMES = ['RECUSED', 'CLEARED'] as const;
export type ConflictOutcome = (typeof CONFLICT_OUTCOMES)[number];

/** EXCLUDE_CONFLICTED: kept from members in conflict in the matter until they are cleared. */
export const PAPER_MARKS = ['EXCLUDE_CONFLICTED'] as const;
export type PaperMark = (typeof PAPER_MARKS)[number];

/** Why somebody is in conflict without having said so. */
export const CONFLICT_GROUNDS = [
  'PROPOSER',
  'SPONSOR',
  'PROJECT_MANAGER',
  'VOTED_BEFORE',
  'STANDING_INTEREST',
  'SEGREGATION_POLICY',
] as const;
export type ConflictGround = (typeof CONFLICT_GROUNDS)[number];

export const BALLOT_MODES = ['MEETING', 'WRITTEN'] as const;
export type BallotMode = (typeof BALLOT_MODES)[number];

/** INQUORATE: no decision; the item returns to the agenda and takes no number. */
export const OUTCOMES = ['APPROVED', 'APPROVED_WITH_CONDITIONS', 'REJECTED', 'VETOED', 'NOTED', 'INQUORATE'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Which rule settled a ballot. */
export const VERDICTS = [
  'CARRIED',
  'NOT_CARRIED',
  'TIE',
  'CASTING_VOTE',
  'NO_VOTES_CAST',
  'OBJECTION',
  'ACKNOWLEDGEMENTS_MISSING',
  'VETO',
  'VETO_OVERRIDDEN',
  'SOLE_PROPOSER',
  'RETROACTIVE',
  'QUORUM',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** PRECEDENT: the decision takes effect once it is discharged. SUBSEQUENT: it takes effect at once. */
export const CONDITION_KINDS = ['PRECEDENT', 'SUBSEQUENT'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** What becomes of the decision when a condition is not met in time. */
export const BREACH_POLICIES = ['ESCALATE', 'SUSPEND', 'LAPSE'] as const;
export type BreachPolicy = (typeof BREACH_POLICIES)[number];

export const EFFECT_OUTCOMES = ['APPLIED', 'FAILED'] as const;
export type EffectOutcome = (typeof EFFECT_OUTCOMES)[number];

export const APPEAL_OUTCOMES = ['UPHELD', 'OVERTURNED', 'REMITTED'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

export const MEETING_MODES = ['IN_PERSON', 'REMOTE', 'HYBRID'] as const;
export type MeetingMode = (typeof MEETING_MODES)[number];

/** ALTERNATE and PROXY: another person attends in the member's place. */
export const ATTENDANCE_MODES = ['IN_PERSON', 'REMOTE', 'ALTERNATE', 'PROXY'] as const;
export type AttendanceMode = (typeof ATTENDANCE_MODES)[number];

/** The register of a body's decisions of one year: `IB.2026`. */
export const registerIdOf = (bodyId: string, year: string): string => `${bodyId}.${year}`;

/** `IB-2026-0041` is entry 41 of the register `IB.2026`. */
export const decisionNoOf = (registerId: string, entry: number): string => {
  const { bodyId, year } = registerOf(registerId);
  return `${bodyId}-${year}-${String(entry).padStart(4, '0')}`;
};

export function registerOf(registerId: string): { readonly bodyId: string; readonly year: string } {
  const dot = registerId.lastIndexOf('.');
  return { bodyId: registerId.slice(0, dot), year: registerId.slice(dot + 1) };
}

/** Register and entry of a decision number; undefined for text that is none. */
export function entryOf(
  decisionNo: string,
): { readonly bodyId: string; readonly year: string; readonly entry: number } | undefined {
  const parts = /^(.+)-(\d{4})-(\d{4,})$/.exec(decisionNo);
  return parts ? { bodyId: parts[1] ?? '', year: parts[2] ?? '', entry: Number(parts[3]) } : undefined;
}

/** The body whose meeting `IB.2026-03` is; empty for an id that names none. */
export const bodyOfMeeting = (meetingId: string): string => meetingId.slice(0, Math.max(0, meetingId.lastIndexOf('.')));
