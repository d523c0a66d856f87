import type { Instant } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import type { MeetingEvents } from '../contract/meeting.contract';
import { ballotLines } from './minutes-ballot';
import { papersShown, withheldText } from './papers-shown';
import { ofType, told, type ItemRecord, type Telling } from './records';
import { advisers, conditionText, moneyText, outcomes, paperText, targetText, wordsOf } from './words';

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
      ({ data }) => `Recommendation of ${advisers[data.adviser]} (${data.by}), ${wordsOf(data.stance)}: ${data.text}`,
    ),
    ...told(record, conflicts),
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
  ...papersShown(papers).papers.map((paper) => `Paper: ${paperText(paper)}.`),
  ...withheldLines(papersShown(papers).papersWithheld),
  ...(late ? [`Tabled after the papers were due, with the consent of the chair: ${reason ?? ''}`] : []),
];

const withheldLines = (count: number): readonly string[] => (count === 0 ? [] : [`${withheldText(count)}.`]);

const conflicts: Telling<DecisionItemEvents> = {
  ConflictFlagged: ({ personId, because }) => [`Conflict of ${personId} found by the records: ${wordsOf(because)}.`],
  InterestDeclared: ({ personId, nature }) => [`${personId} declared an interest: ${nature}`],
  ConflictResolved: ({ personId, outcome, by, reason }) => [`${personId} was ${wordsOf(outcome)} by ${by}: ${reason}`],
};

/** What happened in the meeting, in order; the number of a decision comes after it, and may come after the meeting. */
function courseLines(record: ItemRecord, whole: ItemRecord, sitting: Sitting): readonly string[] {
  const ballots = new Set(
    ofType(record, 'BallotOpened')
      .filter(({ data }) => data.meetingId === sitting.meetingId)
      .map(({ data }) => data.ballotNo),
  );
  const isHere = ({ meta }: ItemRecord[number]) => sitting.from !== undefined && meta.recordedAt >= sitting.from;
  const isOfAnother = ({ data }: ItemRecord[number]) =>
    'ballotNo' in data && data.ballotNo !== undefined && !ballots.has(data.ballotNo);
  const here = record.filter((fact) => isHere(fact) && !isOfAnother(fact));
  return told(here, {
    BallotOpened: (opened) => ballotLines(record, opened),
    DecisionMade: (decision) => decisionLines(decision, whole),
    MatterDeferred: ({ returnOn, owner, missing }) => [
      `Deferred until ${returnOn}; ${owner} brings: ${missing.join('; ')}.`,
    ],
    MatterReferredUp: ({ toBody, because }) => [`Referred up to ${toBody}: ${because}`],
    MatterWithdrawn: ({ by, reason }) => [`Withdrawn by ${by}: ${reason}`],
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
