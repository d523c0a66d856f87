import type { LocalDate } from '@tabularium/kernel';
import type { Choice } from '@tabularium/decisions/contract';
import { seedOf, type Attending, type SampleMeeting } from './agenda';
import { membersOn, presidingOver } from './boards';
import { storyOfMatter } from './board-stories';
import { interestedIn } from './interests';
import type { BoardMatter } from './matters';
import { step, type Step } from './step';

/** Time of day, from minutes after the meeting began. */
type At = (minute: number) => string;

/** Settled conflicts, the ballot with its votes, its count, and the casting vote if it is a tie. */
export function ballot(meeting: SampleMeeting, matter: BoardMatter, at: At, minute: number): readonly Step[] {
  const { id, on, present } = meeting;
  const { stale, leaves = [], casting } = storyOfMatter(matter.id);
  const conflicts = conflictsOf(matter, on);
  const presiding = presidingOver(matter.body, recusedOf(conflicts));
  const open = (opensAt: number, more: Pick<Step, 'refused'> = {}) =>
    step(on, at(opensAt), presiding, 'decisionItem', matter.id, 'OpenBallot', { meetingId: id }, more);
  const attending = present.filter(({ personId }) => !leaves.includes(personId));
  return [
    ...conflicts.map((conflict) => settled(matter, on, at(minute), conflict)),
    ...(stale
      ? [
          open(minute, { refused: 'STALE_PROPOSAL' }),
          step(on, at(minute), matter.proposer, 'decisionItem', matter.id, 'RefreshProposal', {
            reason: 'What changed since does not touch what is asked',
          }),
        ]
      : []),
    ...leaves.map((personId) => step(on, at(minute), SECRETARY, 'meeting', id, 'RecordDeparture', { personId })),
    open(minute + 1),
    ...votes(matter, attending, recusedOf(conflicts)).map(({ by, ...vote }, n) =>
      step(on, at(minute + 2 + Math.floor(n / 3)), by, 'decisionItem', matter.id, 'CastVote', vote),
    ),
    step(on, at(minute + 4), presiding, 'decisionItem', matter.id, 'CloseBallot', {}),
    ...(casting
      ? [
          step(on, at(minute + 5), presiding, 'decisionItem', matter.id, 'GiveCastingVote', {
            choice: casting,
            rationale: 'The alternative is a year of wrong bills',
          }),
        ]
      : []),
  ];
}

const SECRETARY = 'm.halloran';

/** The quorum is lost before the count: no decision, and no number. */
export function inquorateBallot(meeting: SampleMeeting, matter: BoardMatter, at: At, minute: number): readonly Step[] {
  const { id, on, present } = meeting;
  const [chair = ''] = membersOn(matter.body, on);
  const conflicts = conflictsOf(matter, on);
  const recused = recusedOf(conflicts);
  const stay = present.filter(({ mode, personId }) => mode !== 'PROXY' && !recused.includes(personId)).slice(0, 3);
  const leaving = present.filter(({ personId }) => !stay.some((one) => one.personId === personId));
  return [
    ...conflicts.map((conflict) => settled(matter, on, at(minute), conflict)),
    step(on, at(minute + 1), chair, 'decisionItem', matter.id, 'OpenBallot', { meetingId: id }),
    ...votes(matter, stay, recused).map(({ by, ...vote }) =>
      step(on, at(minute + 2), by, 'decisionItem', matter.id, 'CastVote', vote),
    ),
    ...leaving.map(({ personId }) =>
      step(on, at(minute + 3), SECRETARY, 'meeting', id, 'RecordDeparture', { personId }),
    ),
    step(on, at(minute + 4), chair, 'decisionItem', matter.id, 'CloseBallot', {}),
  ];
}

interface Conflict {
  readonly personId: string;
  readonly outcome: 'RECUSED' | 'CLEARED';
  readonly reason: string;
}

/** Parties, members with a standing interest in a counterparty, and those who declared one. */
export function conflictsOf({ id, body, parties, counterparties = [] }: BoardMatter, on: LocalDate) {
  const { declares = {} } = storyOfMatter(id);
  const found: readonly Conflict[] = [
    ...parties.map((personId) => ({ personId, outcome: 'RECUSED', reason: 'Party to the matter' }) as const),
    ...interestedIn(counterparties, on).map(({ person, outcome, nature }) => ({
      personId: person,
      outcome,
      reason: nature,
    })),
    ...Object.entries(declares).map(([personId, reason]) => ({ personId, outcome: 'RECUSED', reason }) as const),
  ];
  const members = membersOn(body, on);
  return found.filter(
    ({ personId }, at) => members.includes(personId) && found.findIndex((one) => one.personId === personId) === at,
  );
}

export const recusedOf = (conflicts: readonly Conflict[]): readonly string[] =>
  conflicts.flatMap(({ personId, outcome }) => (outcome === 'RECUSED' ? [personId] : []));

export const settled = ({ id, body }: BoardMatter, on: LocalDate, time: string, conflict: Conflict): Step =>
  step(on, time, presidingOver(body, [conflict.personId]), 'decisionItem', id, 'ResolveConflict', { ...conflict });

interface Vote {
  readonly by: string;
  readonly choice: Choice;
  readonly rationale?: string;
  readonly onBehalfOf?: string;
}

/** Most are for it; of a first budget two say so, and the rest is silent. */
function votes(matter: BoardMatter, present: readonly Attending[], recused: readonly string[]): readonly Vote[] {
  const { advice, votes: told = {} } = storyOfMatter(matter.id);
  const voting = present.filter(
    ({ personId, heldBy = '' }) => !recused.includes(personId) && !recused.includes(heldBy),
  );
  const silent = matter.matterType === 'BUDGET_REVISION' ? voting.slice(0, 2) : voting;
  return silent.map(({ personId, heldBy }) => {
    const choice = told[personId] ?? usualChoice(matter, personId, voting.length);
    const isExplained = choice === 'AGAINST' || (advice === 'AGAINST' && choice === 'FOR');
    return {
      by: heldBy ?? personId,
      choice,
      ...(isExplained ? { rationale: reasons[choice] } : {}),
      ...(heldBy ? { onBehalfOf: personId } : {}),
    };
  });
}

const reasons: Readonly<Record<Choice, string>> = {
  FOR: 'Waiting costs more than the risk that finance sees',
  AGAINST: 'The benefits rest on one assumption that nobody tested',
  ABSTAIN: '',
};

/** Now and then somebody abstains or is against it; never so many that it fails. */
function usualChoice({ id, matterType }: BoardMatter, personId: string, voting: number): Choice {
  if (voting < 5 || matterType === 'BUDGET_REVISION') return 'FOR';
  const seed = seedOf(`${id} ${personId}`) % 23;
  return seed === 0 ? 'AGAINST' : seed === 1 ? 'ABSTAIN' : 'FOR';
}
