import { view, type RowOf, type StepWithKeys } from '@tabularium/read-store';
import type { DecisionItemEvents } from '../contract/decision-item.contract';

const columns = {
  item: { type: 'text', title: 'Matter', indexed: true },
  ballotNo: { type: 'int', title: 'Ballot on the matter' },
  body: { type: 'text', title: 'Body', indexed: true },
  mode: { type: 'text', title: 'MEETING or WRITTEN', indexed: true },
  meeting: { type: 'text', title: 'Meeting', indexed: true },
  secret: { type: 'flag', title: 'Secret' },
  state: { type: 'text', title: 'OPEN, REVEALING, TIED, CLOSED or STOPPED', indexed: true },
  termsVersion: { type: 'int', title: 'Version of the terms of reference' },
  votingRule: { type: 'text', title: 'Voting rule' },
  openedAt: { type: 'instant', title: 'Opened at', indexed: true },
  closesOn: { type: 'date', title: 'Last day to answer' },
  electorate: { type: 'list', title: 'Members with a vote, when it opened' },
  recusedMembers: { type: 'list', title: 'Members recused, when it opened' },
  lapsed: { type: 'list', title: 'Members who lost their seat meanwhile' },
  outcome: { type: 'text', title: 'Outcome', indexed: true },
  verdict: { type: 'text', title: 'Rule that settled it' },
  votesFor: { type: 'int', title: 'For' },
  votesAgainst: { type: 'int', title: 'Against' },
  abstentions: { type: 'int', title: 'Abstentions' },
  notVoting: { type: 'int', title: 'Eligible without a vote' },
  recused: { type: 'int', title: 'Recused' },
  present: { type: 'int', title: 'Present' },
  eligible: { type: 'int', title: 'Eligible' },
  filled: { type: 'int', title: 'Seats filled' },
  seats: { type: 'int', title: 'Voting seats' },
  quorumRequired: { type: 'int', title: 'Quorum required' },
  base: { type: 'int', title: 'What FOR was measured against' },
  arithmetic: { type: 'text', title: 'The comparison that was made' },
} as const;

type Row = RowOf<typeof columns>;
type Opened = DecisionItemEvents['BallotOpened'];

const uncounted = {
  outcome: null,
  verdict: null,
  votesFor: null,
  votesAgainst: null,
  abstentions: null,
  notVoting: null,
  recused: null,
  base: null,
  arithmetic: null,
};

const keys: StepWithKeys<Row, { readonly ballotNo: number }>['keys'] = ({ entityId, data }) => [
  `${entityId}/${data.ballotNo}`,
];

const noted = <D extends { readonly ballotNo: number }>(
  change: (data: D, row: Row) => Partial<Row>,
): StepWithKeys<Row, D> => ({ keys, step: (row, { data }) => row && { ...row, ...change(data, row) } });

/** Every ballot with its count, secret or not. Key: `<matter>/<ballot>`. */
export const ballots = view<DecisionItemEvents>()({
  name: 'ballots',
  version: 1,
  title: 'Ballots with their arithmetic',
  columns,
  steps: {
    BallotOpened: {
      keys,
      step: (_, { entityId, data, metadata }) => ({ item: entityId, openedAt: metadata.effectiveAt, ...opened(data) }),
    },
    MeetingDemanded: noted(() => ({ state: 'STOPPED' })),
    SealingEnded: noted(() => ({ state: 'REVEALING' })),
    TieDeclared: noted(() => ({ state: 'TIED' })),
    ElectorLapsed: noted(({ personId }, { lapsed }) => ({ lapsed: [...(lapsed ?? []), personId] })),
    BallotClosed: noted((count) => ({ state: 'CLOSED', ...count })),
  },
});

const opened = (data: Opened): Omit<Row, 'item' | 'openedAt'> => ({
  ...uncounted,
  ballotNo: data.ballotNo,
  body: data.bodyId,
  mode: data.mode,
  meeting: data.meetingId ?? null,
  secret: data.secret,
  state: 'OPEN',
  termsVersion: data.termsVersion,
  votingRule: ruleText(data.voting),
  closesOn: data.closesOn ?? null,
  electorate: data.electorate.map(({ seatId, personId }) => `${seatId} ${personId}`),
  recusedMembers: data.electorate.filter(({ recused }) => recused).map(({ personId }) => personId),
  lapsed: [],
  present: data.quorumPresent,
  eligible: data.electorate.filter(({ recused }) => !recused).length,
  filled: data.electorate.length,
  seats: data.seats,
  quorumRequired: data.quorumRequired,
});

function ruleText({ method, basis = 'CAST', numerator, denominator, weighted }: Opened['voting']): string {
  const share = method === 'QUALIFIED' ? ` ${numerator ?? 1}/${denominator ?? 1}` : '';
  const measured = method === 'SIMPLE' || method === 'QUALIFIED' ? ` of ${basis}` : '';
  return `${method}${share}${measured}${weighted ? ', weighted' : ''}`;
}
