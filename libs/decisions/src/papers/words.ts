import { decimalText, type Instant, type Money } from '@tabularium/kernel';
import type { DecisionCondition, Paper, Target } from '../contract/item-parts';
import type { QuorumRule, VotingRule } from '../contract/terms';
import type {
  Adviser,
  AttendanceMode,
  Choice,
  MeetingMode,
  Outcome,
  QuorumBase,
  Verdict,
  VotingBasis,
} from '../contract/vocabulary';

// Texts that are hashed: they follow from the data alone, whatever the machine knows of languages and places.

/** `GBP 1,234,500.00` */
export function moneyText(amount: Money): string {
  const [whole = '', ...fraction] = decimalText(amount).split('.');
  return `${amount.ccy} ${[whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.')}`;
}

/** `2026-03-09 10:05 UTC` */
export const timeText = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

export const targetText = ({ category, id }: Target): string => `${wordsOf(category)} ${id}`;

/** `gateReview` as `gate review`, `GATE_DECISION` as `gate decision`. */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const paperText = ({ documentId, version, sha256, mark }: Paper): string =>
  `${documentId}, version ${version}, SHA-256 ${sha256}${mark === undefined ? '' : `, ${mark}`}`;

export const meetingModes: Readonly<Record<MeetingMode, string>> = {
  IN_PERSON: 'in person',
  REMOTE: 'held remotely',
  HYBRID: 'in person and remotely',
};

export const attendanceModes: Readonly<Record<AttendanceMode, string>> = {
  IN_PERSON: 'in person',
  REMOTE: 'remotely',
  ALTERNATE: 'alternate',
  PROXY: 'proxy',
};

export const advisers: Readonly<Record<Adviser, string>> = {
  FINANCE: 'finance',
  ASSURANCE: 'assurance',
  PMO: 'the PMO',
};

export const choices: Readonly<Record<Choice, string>> = { FOR: 'for', AGAINST: 'against', ABSTAIN: 'abstained' };

export const outcomes: Readonly<Record<Outcome, string>> = {
  APPROVED: 'approved',
  APPROVED_WITH_CONDITIONS: 'approved with conditions',
  REJECTED: 'rejected',
  VETOED: 'vetoed',
  NOTED: 'noted',
  INQUORATE: 'not decided for want of a quorum; the matter returns to the agenda',
};

export const verdicts: Readonly<Record<Verdict, string>> = {
  CARRIED: 'carried',
  NOT_CARRIED: 'not carried',
  TIE: 'a tie, which leaves things as they are',
  CASTING_VOTE: 'settled by the casting vote',
  NO_VOTES_CAST: 'nobody voted for or against',
  OBJECTION: 'somebody objected',
  ACKNOWLEDGEMENTS_MISSING: 'too few acknowledged it',
  VETO: 'a veto',
  VETO_OVERRIDDEN: 'the veto was overridden',
  SOLE_PROPOSER: 'of those for it, too few besides its proposer',
  RETROACTIVE: 'two thirds were needed, for it takes effect before it was decided',
  QUORUM: 'no quorum when it closed',
};

const quorumBases: Readonly<Record<QuorumBase, string>> = {
  SEATS: 'voting seats',
  FILLED: 'members with a vote',
  ELIGIBLE: 'members eligible in the matter',
};

const votingBases: Readonly<Record<VotingBasis, string>> = {
  CAST: 'votes cast',
  PRESENT: 'members present',
  ELIGIBLE: 'members eligible',
  SEATS: 'voting seats',
};

/** `more than half of the voting seats` */
export function quorumText({ method, base, numerator, denominator, minCount, mustInclude = [] }: QuorumRule): string {
  const share = method === 'AT_LEAST' ? `at least ${numerator ?? 1}/${denominator ?? 1}` : 'more than half';
  const least = minCount === undefined ? '' : `, at least ${minCount}`;
  const seats = mustInclude.length === 0 ? '' : `, with ${mustInclude.join(', ')} among them`;
  return `${share} of the ${quorumBases[base]}${least}${seats}`;
}

/** `at least 2/3 of the votes cast for it` */
export function votingText(rule: VotingRule): string {
  const { method, basis = 'CAST', numerator, denominator, weighted, acknowledgements } = rule;
  const measured = `of the ${votingBases[basis]} for it`;
  const texts = {
    SIMPLE: `more than half ${measured}`,
    QUALIFIED: `at least ${numerator ?? 1}/${denominator ?? 1} ${measured}`,
    UNANIMOUS: `nobody against it${rule.abstentionBlocks ? ', and everybody eligible for it' : ''}`,
    NO_OBJECTION: `nobody objects in time, and ${acknowledgements ?? 0} have acknowledged it`,
  };
  return `${texts[method]}${weighted ? ', votes by weight' : ''}`;
}

export const conditionText = ({ id, text, kind, owner, dueOn, evidenceType, onBreach }: DecisionCondition): string =>
  `Condition ${id} (${kind === 'PRECEDENT' ? 'before it takes effect' : 'afterwards'}): ${text}. ` +
  `Owner ${owner}, by ${dueOn}, shown by: ${evidenceType}. If it is not met: ${wordsOf(onBreach)}.`;
