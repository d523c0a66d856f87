import type { Instant, LocalDate } from '@tabularium/kernel';
import type { Stages } from '../contract/life-cycles';

/** `asserted`: known only from an earlier record; it can still be registered. */
export type Phase =
  | 'absent'
  | 'asserted'
  | 'registered'
  | 'approved'
  | 'inStage'
  | 'betweenStages'
  | 'onHold'
  | 'closing'
  | 'closed'
  | 'terminated';

/** What the rules of a project read. */
export interface Project {
  readonly phase: Phase;
  /** The phase that a hold interrupted. */
  readonly held?: Phase;
  readonly name: string;
  readonly unit: string;
  readonly portfolioId?: string;
  readonly programmeId?: string;
  readonly registeredBy?: string;
  readonly registeredAt?: Instant;
  readonly sponsor?: string;
  readonly manager?: string;
  readonly lifeCycle?: string;
  /** Those it was registered with or moved to, whatever the policy says today. */
  readonly stages: Stages;
  /** Version of the policy they are of; none = built in. */
  readonly policyVersion?: number;
  /** Stage running or last completed, from 1; 0 = none yet. */
  readonly stage: number;
  readonly endsOn?: LocalDate;
  readonly endReport?: string;
  /** Assessments by event id, as they stand. */
  readonly assessments: Readonly<Record<string, Assessment>>;
  readonly legacy: LegacyState;
}

export interface Assessment {
  readonly scale: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A legacy fact that stands, by (source, returnOn, kind[, sub]); what an assertion is compared with. */
export interface LegacyFact {
  readonly eventId: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type LegacyState = Readonly<Record<string, LegacyFact>>;

export const noProject: Project = {
  phase: 'absent',
  name: '',
  unit: '',
  stages: [],
  stage: 0,
  assessments: {},
  legacy: {},
};
