import type { DecisionShown, DelegationShown, RightShown } from '../api/shapes';

export type Line = readonly [name: string, value: unknown];

/** What the right behind an event rests on: the decision with votes, papers and rules, or who gave the limit. */
export function rightLines({ event, type, basis, ref, rests, withheld }: RightShown): readonly Line[] {
  if (withheld) return [['right', `${basis} ${ref ?? ''} (#${event} ${type}); what is behind it is not for you`]];
  if (!rests) return [];
  const lines = rests.basis === 'DECISION' ? decisionLines(rests) : delegationLines(rests);
  return [['right', `${basis} ${ref ?? ''} (#${event} ${type})`], ...lines];
}

const delegationLines = ({ by, giver }: DelegationShown): readonly Line[] => [
  ['given as', by],
  ['given by', giver ?? 'the founding'],
];

function decisionLines({
  subject,
  body,
  where,
  outcome,
  decidedOn,
  ballot,
  papers,
  terms,
  policies,
}: DecisionShown): readonly Line[] {
  const place = where === null ? body : `${body}, ${where}`;
  return [
    ['decided', `${outcome} on ${decidedOn} by ${place}: ${subject}`],
    ['count', ballot ? countText(ballot.count) : undefined],
    ['votes', ballot?.secret ? 'secret' : ballot?.votes.map(voteText)],
    ['papers', papers.map(paperText)],
    ['terms of reference', terms ? `version ${terms.version} (#${terms.event})` : undefined],
    ['policies', policies.map(({ policy, version }) => `${policy} version ${version}`)],
  ];
}

const paperText = (paper: DecisionShown['papers'][number]): string =>
  'withheld' in paper ? paper.withheld : `${paper.documentId} ${paper.version} ${paper.sha256}`;

type Ballot = NonNullable<DecisionShown['ballot']>;

const countText = ({
  votesFor,
  votesAgainst,
  abstentions,
  present,
  quorumRequired,
  arithmetic,
}: Ballot['count']): string =>
  `${votesFor} for, ${votesAgainst} against, ${abstentions} abstained; ${present} present, ${quorumRequired} needed; ${arithmetic}`;

const voteText = ({ personId, choice, rationale, event }: Ballot['votes'][number]): string =>
  `${personId} ${choice}${rationale === null ? '' : ` (${rationale})`} #${event}`;
