import type { Instant } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import type { MeetingEvents } from '../contract/meeting.contract';
import { ballotLines } from './minutes-ballot';
import { ofType, type ItemRecord } from './records';
import { conditionText, moneyText, outcomes, paperText, targetText, wordsOf } from './words';

/** A meeting while it sits; instants of the log. */
export interface Sitting {
  readonly meetingId: string;
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
}

/** What the minutes say of one matter: what lay before the meeting, and what became of it there. */
export function itemLines(
  whole: ItemRecord,
  tabled: MeetingEvents['ItemTabled'] | undefined,
  sitting: Sitting,
): readonly string[] {
  const record = whole.filter(({ meta }) => sitting.to === undefined || meta.recordedAt <= sitting.to);
  const lines = [
    ...ofType(record, 'MatterProposed').flatMap(({ data }) => matterLines(data)),
    ...(tabled ? paperLines(tabled) : []),
    ...ofType(record, 'RecommendationAttached').map(
      ({ data }) => `Recommendation of ${wordsOf(data.adviser)} (${data.by}), ${wordsOf(data.stance)}: ${data.text}`,
    ),
    ...conflictLines(record),
  ];
  const course = courseLines(record, whole, sitting);
  return [...lines, ...(course.length > 0 ? course : ['The meeting did not deal with it; it stands over.'])];
}

function matterLines(matter: DecisionItemEvents['MatterProposed']): readonly string[] {
  const { matterType, target, amount, proposedBy, effectiveFrom, retroactiveBecause } = matter;
  const about = target ? ` about ${targetText(target)}` : '';
  const worth = amount ? `, ${moneyText(amount)}` : '';
  return [
    `Matter: ${wordsOf(matterType)}${about}${worth}; proposed by ${proposedBy}.`,
    ...(matter.summary === undefined ? [] : [matter.summary]),
    ...(effectiveFrom === undefined ? [] : [`To take effect on ${effectiveFrom}.`]),
    ...(retroactiveBecause === undefined ? [] : [`Before it is decided, because: ${retroactiveBecause}`]),
  ];
}

const paperLines = ({ papers, late, reason }: MeetingEvents['ItemTabled']): readonly string[] => [
  ...papers.map((paper) => `Paper: ${paperText(paper)}.`),
  ...(late ? [`Tabled after the papers were due, with the consent of the chair: ${reason ?? ''}`] : []),
];

const conflictLines = (record: ItemRecord): readonly string[] =>
  record.flatMap((fact): readonly string[] => {
    switch (fact.type) {
      case 'ConflictFlagged':
        return [`Conflict of ${fact.data.personId} found by the records: ${wordsOf(fact.data.because)}.`];
      case 'InterestDeclared':
        return [`${fact.data.personId} declared an interest: ${fact.data.nature}`];
      case 'ConflictResolved':
        return [`${fact.data.personId} was ${wordsOf(fact.data.outcome)} by ${fact.data.by}: ${fact.data.reason}`];
      default:
        return [];
    }
  });

/** What happened in the meeting, in order; the number of a decision comes after it, and may come after the meeting. */
function courseLines(record: ItemRecord, whole: ItemRecord, sitting: Sitting): readonly string[] {
  const ballots = new Set(
    ofType(record, 'BallotOpened')
      .filter(({ data }) => data.meetingId === sitting.meetingId)
      .map(({ data }) => data.ballotNo),
  );
  const isHere = ({ meta }: ItemRecord[number]) => sitting.from !== undefined && meta.recordedAt >= sitting.from;
  return record.filter(isHere).flatMap((fact): readonly string[] => {
    if ('ballotNo' in fact.data && fact.data.ballotNo !== undefined && !ballots.has(fact.data.ballotNo)) return [];
    switch (fact.type) {
      case 'BallotOpened':
        return ballotLines(record, fact.data);
      case 'DecisionMade':
        return decisionLines(fact.data, whole);
      case 'MatterDeferred':
        return [`Deferred until ${fact.data.returnOn}; ${fact.data.owner} brings: ${fact.data.missing.join('; ')}.`];
      case 'MatterReferredUp':
        return [`Referred up to ${fact.data.toBody}: ${fact.data.because}`];
      case 'MatterWithdrawn':
        return [`Withdrawn by ${fact.data.by}: ${fact.data.reason}`];
      default:
        return [];
    }
  });
}

function decisionLines(decision: DecisionItemEvents['DecisionMade'], whole: ItemRecord): readonly string[] {
  const { outcome, decidedOn, effectiveFrom, conditions, dissents, againstAdvice } = decision;
  const [numbered] = ofType(whole, 'DecisionNumbered');
  const number = numbered ? `Decision ${numbered.data.decisionNo}` : 'Decision';
  return [
    `${number}: ${outcomes[outcome]} on ${decidedOn}, effective from ${effectiveFrom}.`,
    ...(againstAdvice ? ['Against the advice of finance or assurance.'] : []),
    ...conditions.map(conditionText),
    ...dissents.map(({ personId, rationale }) => `Dissent of ${personId}: ${rationale ?? 'no reason given'}`),
  ];
}
