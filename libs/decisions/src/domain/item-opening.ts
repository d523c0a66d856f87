import { fact, refuse, type Context } from '@tabularium/kernel';
import type { BallotOpened } from '../contract/ballot.events';
import type { Elector } from '../contract/item-parts';
import type { TermsOfReference, VotingRule } from '../contract/terms';
import { presentOf } from './attendance';
import { amountInLimit, limitFault } from './body-limit';
import type { DecisionItem } from './decision-item.state';
import { matterOf, seatedOn, votingSeats, type GovernanceBody } from './governance-body.state';
import { conflictFault } from './item-conflicts';
import { conditionsFault } from './item-proposal';
import { missingPaper } from './required-papers';
import {
  bodyFault,
  noBallot,
  presidingFault,
  samePapers,
  stageFault,
  type Fault,
  type OfMatter,
  type Rules,
  type Session,
} from './item-rules';
import { includesAll, quorumRequired } from './quorum';

export const openingRules: Rules<'OpenBallot' | 'CirculateResolution' | 'DemandMeeting'> = {
  OpenBallot: ({ meetingId, secret = false, conditions }, state, context) => {
    const { session, body } = context.facts;
    const fault =
      matterFault(state, context) ??
      sessionFault(state, meetingId, session) ??
      conditionsFault(conditions ?? [], context.today);
    if (fault) return fault;
    const asked = { mode: 'MEETING', meetingId, secret, conditions: conditions ?? state.proposedConditions } as const;
    return opened(state, context, matterOf(body, state.matterType)?.voting, asked, session);
  },

  CirculateResolution: ({ closesOn }, state, context) => {
    const { body } = context.facts;
    const fault = matterFault(state, context);
    if (fault) return fault;
    const rule = body.terms?.written?.voting;
    if (!rule || matterOf(body, state.matterType)?.meetingOnly) return refuse('MEETING_REQUIRED');
    if (closesOn <= context.today) return refuse('DATE_PAST');
    const asked = { mode: 'WRITTEN', closesOn, secret: false, conditions: state.proposedConditions } as const;
    return opened(state, context, rule, asked);
  },

  DemandMeeting: ({ reason }, state, { actor }) => {
    const { ballot } = state;
    if (state.stage === 'absent') return noBallot(state);
    if (ballot?.opened.mode !== 'WRITTEN') return refuse('NOT_CIRCULATED');
    const elector = ballot.electors.find(({ personId }) => personId === actor.id);
    if (!elector) return refuse('NOT_ELECTOR', { personId: actor.id });
    if (elector.recused) return refuse('RECUSED', { personId: actor.id });
    const { ballotNo } = ballot.opened;
    return [fact('MeetingDemanded', { ballotNo, by: actor.id, ...(reason ? { reason } : {}) })];
  },
};

/** Everything that must hold before any ballot on the matter. */
export function matterFault(state: DecisionItem, context: Context<OfMatter>): Fault {
  const { bodyId, matterType } = state;
  const { facts, today } = context;
  const fault = stageFault(state, 'proposed') ?? bodyFault(state, facts) ?? presidingFault(context);
  if (fault) return fault;
  const matter = matterOf(facts.body, matterType);
  if (!matter) return refuse('NOT_COMPETENT', { bodyId, matterType });
  const held = { amount: state.amount, rates: facts.rates };
  const above = limitFault(held, matter.upTo, today, refuse('ABOVE_LIMIT', { bodyId }));
  if (above) return above;
  if (facts.targetRevision !== state.targetRevision) return refuse('STALE_PROPOSAL', { changed: 'the target' });
  const missing = missingPaper(state, facts.papers);
  if (missing) return refuse('PAPER_NOT_APPROVED', { kind: missing.kind, version: missing.leastVersion });
  return conflictFault(state, facts, today);
}

function sessionFault({ papers }: DecisionItem, meetingId: string, session: Session): Fault {
  if (!session.open) return refuse('MEETING_NOT_OPEN', { meetingId });
  if (!session.papers) return refuse('NOT_TABLED', { meetingId });
  return samePapers(session.papers, papers) ? undefined : refuse('STALE_PROPOSAL', { changed: 'its papers' });
}

type Asked = Pick<BallotOpened, 'mode' | 'meetingId' | 'closesOn' | 'secret' | 'conditions'>;

/** Freezes electorate and rules; refused when those present would not be a quorum. */
function opened(
  state: DecisionItem,
  { facts: { body, papers, rates, segregationPolicy }, today }: Context<OfMatter>,
  voting: VotingRule | undefined,
  asked: Asked,
  session?: Session,
) {
  const { terms } = body;
  if (!terms || !voting) return refuse('NOT_COMPETENT', { bodyId: state.bodyId, matterType: state.matterType });
  const electorate = electorateOf(state, body, today);
  const present = presentOf(electorate, state, session?.attendance, terms.recusalMode);
  const required = quorumRequired(terms.quorum, headsOf(body, electorate));
  const quorate =
    present.length >= required &&
    includesAll(
      terms.quorum,
      present.map(({ seatId }) => seatId),
    );
  if (!quorate) return refuse('INQUORATE', { required, present: present.length });
  const ballotNo = state.ballots + 1;
  const quorum = { quorumRequired: required, quorumPresent: present.length };
  const rules = rulesOf(body, terms, state.matterType);
  const ballot = fact('BallotOpened', {
    ballotNo,
    ...asked,
    bodyId: state.bodyId,
    ...rules,
    voting,
    electorate,
    ...quorum,
    ...amountInLimit({ amount: state.amount, rates }, matterOf(body, state.matterType)?.upTo),
    ...(papers ? { papersPolicy: papers.version } : {}),
    ...(segregationPolicy ? { segregationPolicy } : {}),
  });
  const { closesOn } = asked;
  if (!closesOn) return [ballot];
  const notified = electorate.filter(({ recused }) => !recused).map(({ personId }) => personId);
  return [fact('WrittenResolutionCirculated', { ballotNo, closesOn, notified }), ballot];
}

const electorateOf = ({ resolved }: DecisionItem, body: GovernanceBody, today: string): readonly Elector[] =>
  seatedOn(body, today).map(({ seat, personId }) => ({
    seatId: seat.id,
    personId,
    weight: seat.weight ?? 1,
    recused: resolved[personId] === 'RECUSED',
  }));

const headsOf = (body: GovernanceBody, electorate: readonly Elector[]) => ({
  seats: votingSeats(body).length,
  filled: electorate.length,
  eligible: electorate.filter(({ recused }) => !recused).length,
});

const rulesOf = (body: GovernanceBody, terms: TermsOfReference, matterType: string) => ({
  termsVersion: body.version,
  seats: votingSeats(body).length,
  seatWeights: votingSeats(body).reduce((sum, { weight = 1 }) => sum + weight, 0),
  chairSeat: terms.chairSeat,
  quorum: terms.quorum,
  recusalMode: terms.recusalMode,
  castingVote: terms.castingVote,
  ...(terms.rationale ? { rationale: terms.rationale } : {}),
  vetoSeats: matterOf(body, matterType)?.vetoSeats ?? [],
  ...(terms.vetoOverride ? { vetoOverride: terms.vetoOverride } : {}),
});
