import type { LocalDate } from '@tabularium/kernel';
import { DateField, Document, Flag, Id, Int, OneOf, PersonRef, Sha256, Text } from '@tabularium/contracts';
import {
  BREACH_POLICIES,
  CONDITION_KINDS,
  CONFLICT_GROUNDS,
  PAPER_MARKS,
  type BreachPolicy,
  type ConditionKind,
  type ConflictGround,
  type PaperMark,
} from './vocabulary';

/** A version of a document, pinned by its content. */
export class Paper {
  @Id({ to: 'document' }) readonly documentId!: string;
  @Text({ max: 40 }) readonly version!: string;
  @Sha256() readonly sha256!: string;
  @Id({ optional: true, about: 'Kind of document, by which required papers are found; for example BUSINESS_CASE' })
  readonly kind?: string;
  @OneOf(PAPER_MARKS, {
    optional: true,
    about: 'Kept from members in conflict in the matter, while they are not cleared',
  })
  readonly mark?: PaperMark;
}

/** What stands in the place of a paper for whom it is kept from. */
export interface WithheldPaper {
  readonly mark: PaperMark;
  /** Why. */
  readonly withheld: string;
}

export const isWithheld = (paper: Paper | WithheldPaper): paper is WithheldPaper => 'withheld' in paper;

/** What the matter is about. */
export class Target {
  @Id({ about: 'For example project, budget, gateReview' }) readonly category!: string;
  @Id() readonly id!: string;
}

/** A command that the decision authorises. `data` is checked against the command when the matter is proposed. */
export class AuthorisedCommand extends Target {
  @Id({ about: 'For example ApproveProject' }) readonly command!: string;
  @Document() readonly data!: Readonly<Record<string, unknown>>;
}

export class DecisionCondition {
  @Id() readonly id!: string;
  @Text({ max: 500 }) readonly text!: string;
  @OneOf(CONDITION_KINDS) readonly kind!: ConditionKind;
  @PersonRef() readonly owner!: string;
  @DateField({ about: 'Last day' }) readonly dueOn!: LocalDate;
  @Text({ max: 200, about: 'What will show that it is met' }) readonly evidenceType!: string;
  @OneOf(BREACH_POLICIES) readonly onBreach!: BreachPolicy;
}

/** A member of the electorate, frozen when the ballot opens. */
export class Elector {
  @Id() readonly seatId!: string;
  @PersonRef() readonly personId!: string;
  @Int({ min: 1 }) readonly weight!: number;
  @Flag() readonly recused!: boolean;
}

/** Somebody whom a role or an act of theirs puts in conflict. */
export class PartyFlag {
  @PersonRef() readonly personId!: string;
  @OneOf(CONFLICT_GROUNDS) readonly because!: ConflictGround;
  @Id({ optional: true, about: 'Rule of the policy on segregation of duties that keeps them from it' })
  readonly ruleId?: string;
  @Int({ min: 1, optional: true, about: 'Version of that policy' }) readonly policyVersion?: number;
}

/** A vote against what was decided, or against advice, with its reason. */
export class Dissent {
  @PersonRef() readonly personId!: string;
  @Text({ max: 2000, optional: true }) readonly rationale?: string;
}

/** The gate whose pass, as decided, released money. */
export class GateRelease {
  @Id({ to: 'project' }) readonly projectId!: string;
  @Text({ max: 20 }) readonly gate!: string;
}
