import type { LocalDate, Money } from '@tabularium/kernel';
import type { BallotOpened } from '../contract/ballot.events';
import type { AuthorisedCommand, DecisionCondition, Elector, Paper, Target } from '../contract/item-parts';
import type { Adviser, Choice, ConflictOutcome, Outcome, Stance } from '../contract/vocabulary';

/** `revealing` and `tied` are ends of a ballot not yet counted out. */
export type ItemStage = 'absent' | 'proposed' | 'voting' | 'revealing' | 'tied' | 'decided' | 'withdrawn';

/** `made`: waits for its number, its conditions or its day. `ended`: lapsed, superseded, rescinded or overturned. */
export type Standing = 'made' | 'effective' | 'ended';

export interface DecisionItem {
  readonly stage: ItemStage;
  readonly bodyId: string;
  readonly matterType: string;
  readonly subject: string;
  readonly target?: Target;
  readonly targetRevision: number;
  readonly amount?: Money;
  readonly effects: readonly AuthorisedCommand[];
  readonly papers: readonly Paper[];
  readonly counterparties?: readonly string[];
  readonly proposedConditions: readonly DecisionCondition[];
  readonly effectiveFrom?: LocalDate;
  readonly retroactive: boolean;
  readonly proposer: string;
  readonly advice: readonly Advice[];
  readonly declared: readonly string[];
  readonly resolved: Readonly<Record<string, ConflictOutcome | undefined>>;
  readonly deferrals: number;
  /** So far, the running one included. */
  readonly ballots: number;
  readonly ballot?: Ballot;
  /** Everybody whose vote was counted on this matter. */
  readonly voters: readonly string[];
  readonly made?: Made;
  readonly urgent?: { readonly by: string; readonly ratifyBy: LocalDate; readonly ratified: boolean };
  readonly conditions: readonly ConditionStanding[];
  /** Why the decision rests: open appeals and breached conditions. */
  readonly holds: readonly string[];
  readonly appeal?: { readonly toBody: string };
  /** Effects carried out; they go in order. */
  readonly applied: number;
  readonly due?: Attempt;
  readonly failed?: Attempt;
}

export interface Advice {
  readonly adviser: Adviser;
  readonly stance: Stance;
}

export interface Ballot {
  readonly opened: BallotOpened;
  /** Those who kept their seats. */
  readonly electors: readonly Elector[];
  /** The last vote of each. */
  readonly votes: readonly Vote[];
  readonly cast: number;
  readonly vetoedBy?: string;
  readonly overridePut: boolean;
}

/** A sealed vote has no choice until it is revealed. */
export interface Vote {
  readonly voteNo: number;
  readonly personId: string;
  /** Alternate or proxy whose hand it was. */
  readonly castBy?: string;
  readonly choice?: Choice;
  readonly rationale?: string;
  readonly commitment?: string;
}

export interface Made {
  readonly outcome: Outcome;
  readonly bodyId: string;
  readonly decidedOn: LocalDate;
  readonly effectiveFrom: LocalDate;
  readonly standing: Standing;
  readonly decisionNo?: string;
}

export interface ConditionStanding extends DecisionCondition {
  readonly state: 'OPEN' | 'DISCHARGED' | 'WAIVED' | 'BREACHED';
  readonly evidenceBy: readonly string[];
}

export interface Attempt {
  readonly n: number;
  readonly attempt: number;
}

export const noItem: DecisionItem = {
  stage: 'absent',
  bodyId: '',
  matterType: '',
  subject: '',
  targetRevision: -1,
  effects: [],
  papers: [],
  proposedConditions: [],
  retroactive: false,
  proposer: '',
  advice: [],
  declared: [],
  resolved: {},
  deferrals: 0,
  ballots: 0,
  voters: [],
  conditions: [],
  holds: [],
  applied: 0,
};

/** A body has yet to decide it. */
export const isOpen = ({ stage }: DecisionItem): boolean => !['absent', 'decided', 'withdrawn'].includes(stage);

export const approves = (outcome: Outcome): boolean => outcome === 'APPROVED' || outcome === 'APPROVED_WITH_CONDITIONS';

/** Those that may still be met, late or not. */
export const unmet = ({ conditions }: DecisionItem): readonly ConditionStanding[] =>
  conditions.filter(({ state }) => state === 'OPEN' || state === 'BREACHED');

export const unmetIds = (state: DecisionItem): readonly string[] => unmet(state).map(({ id }) => id);

export const APPEAL = 'appeal';
export const holdOf = (conditionId: string): string => `condition ${conditionId}`;
