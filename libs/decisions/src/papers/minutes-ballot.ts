import type { DecisionItemEvents } from '../contract/decision-item.contract';
import { ofType, told, type ItemRecord, type Telling } from './records';
import { choices, outcomes, quorumText, verdicts, votingText } from './words';

type Opened = DecisionItemEvents['BallotOpened'];
type Closed = DecisionItemEvents['BallotClosed'];

/** A ballot with its arithmetic; how members voted only where it was not secret. */
export function ballotLines(record: ItemRecord, opened: Opened): readonly string[] {
  const { ballotNo, voting, quorum, quorumRequired, quorumPresent, termsVersion, secret } = opened;
  const recused = opened.electorate.filter((elector) => elector.recused).map(({ personId }) => personId);
  const ofBallot = record.filter(({ data }) => 'ballotNo' in data && data.ballotNo === ballotNo);
  return [
    `Ballot ${ballotNo}${secret ? ', secret' : ''}, under version ${termsVersion} of the terms of reference. ` +
      `To carry: ${votingText(voting)}. Quorum: ${quorumText(quorum)}, that is ${quorumRequired}; ${quorumPresent} counted.`,
    ...(recused.length === 0 ? [] : [`Recused: ${recused.join(', ')}.`]),
    ...(secret ? [] : voteLines(ofBallot)),
    ...told(ofBallot, turns),
    ...ofType(ofBallot, 'BallotClosed').flatMap(({ data }) => countLines(data)),
  ];
}

/** The vote that counts of each member, in the order of their first. */
function voteLines(record: ItemRecord): readonly string[] {
  const last = new Map(ofType(record, 'VoteCast').map(({ data }) => [data.personId, data]));
  return [...last.values()].map(({ personId, choice, castBy, rationale }) => {
    const by = castBy === undefined ? '' : ` (cast by ${castBy})`;
    return `${personId}${by}: ${choices[choice]}${rationale === undefined ? '' : ` – ${rationale}`}`;
  });
}

const turns: Telling<DecisionItemEvents> = {
  ElectorLapsed: ({ personId, seatId }) => [
    `${personId} lost the seat ${seatId} while the ballot was open and was not counted.`,
  ],
  TieDeclared: ({ votesFor, votesAgainst }) => [`A tie was declared: ${votesFor} for, ${votesAgainst} against.`],
  CastingVoteGiven: ({ personId, choice, rationale }) => [
    `Casting vote of ${personId}: ${choices[choice]} – ${rationale}`,
  ],
  VetoExercised: ({ personId, seatId, reason }) => [`Veto of ${personId} (${seatId}): ${reason}`],
  VetoOverridePut: () => ['Overriding the veto was put to the ballot.'],
};

const countLines = (count: Closed): readonly string[] => [
  `Count: ${count.votesFor} for, ${count.votesAgainst} against, ${count.abstentions} abstained, ` +
    `${count.notVoting} did not vote, ${count.recused} recused; ${count.present} present, ${count.quorumRequired} needed for a quorum, ` +
    `${count.eligible} eligible, ${count.filled} of ${count.seats} seats filled.`,
  `${count.arithmetic}: ${verdicts[count.verdict]}. Outcome: ${outcomes[count.outcome]}.`,
];
