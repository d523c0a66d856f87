import { addDays } from '@tabularium/kernel';
import { conflictsOf, recusedOf, settled } from './ballots';
import { meetingDayBefore, membersOn, presidingOver } from './boards';
import { storyOfMatter } from './board-stories';
import { daysAfter } from './calendar';
import { papersOf, type BoardMatter } from './matters';
import { step, type Step } from './step';

const PROPOSED_AHEAD = 9;
const ADVISER = 's.mbeki';

/** How a matter comes before its board, and what happens outside of meetings. */
export function waysToBoards(matters: readonly BoardMatter[]): readonly Step[] {
  return matters.flatMap((matter) => [...proposed(matter), ...outside(matter)]);
}

function proposed(matter: BoardMatter): readonly Step[] {
  const { id, body, on, proposer, parties: _, proposedAhead = PROPOSED_AHEAD, ...asked } = matter;
  const { before, advice, declares = {}, conditions, brought = body } = storyOfMatter(id);
  const first = before ? meetingDayBefore(on) : on;
  const proposedOn = daysAfter(first, -proposedAhead);
  return [
    step(proposedOn, '10:50', proposer, 'decisionItem', id, 'ProposeMatter', {
      ...asked,
      bodyId: brought,
      papers: papersOf(id),
      ...(conditions ? { conditions: conditions(on) } : {}),
    }),
    ...(advice
      ? [
          step(addDays(proposedOn, 2), '16:05', ADVISER, 'decisionItem', id, 'AttachRecommendation', {
            adviser: 'FINANCE',
            stance: advice,
            text: advice === 'FOR' ? 'Affordable within the plan' : 'The reserve does not cover what may go wrong',
          }),
        ]
      : []),
    ...Object.entries(declares).map(([personId, nature]) =>
      step(addDays(proposedOn, 2), '17:20', personId, 'decisionItem', id, 'DeclareInterest', { nature }),
    ),
  ];
}

const outside = (matter: BoardMatter): readonly Step[] => {
  const { how } = storyOfMatter(matter.id);
  if (how === 'URGENT') return urgent(matter);
  if (how === 'WRITTEN') return written(matter);
  return how === 'DEMANDED' ? demanded(matter) : [];
};

const urgent = ({ id, body, on }: BoardMatter): readonly Step[] => [
  step(daysAfter(on, -6), '09:25', presidingOver(body, []), 'decisionItem', id, 'TakeUrgentDecision', {
    rationale: 'The contractor stands still from Monday',
  }),
];

function circulated(matter: BoardMatter): readonly Step[] {
  const { id, body, on } = matter;
  const conflicts = conflictsOf(matter, on);
  const presiding = presidingOver(body, recusedOf(conflicts));
  return [
    ...conflicts.map((conflict) => settled(matter, daysAfter(on, -8), '15:00', conflict)),
    step(daysAfter(on, -8), '15:10', presiding, 'decisionItem', id, 'CirculateResolution', { closesOn: on }),
  ];
}

function written(matter: BoardMatter): readonly Step[] {
  const { id, body, on } = matter;
  const recused = recusedOf(conflictsOf(matter, on));
  const eligible = membersOn(body, on).filter((member) => !recused.includes(member));
  return [
    ...circulated(matter),
    ...eligible.map((member, n) =>
      step(daysAfter(on, n - 7), '16:45', member, 'decisionItem', id, 'CastVote', { choice: 'FOR' }),
    ),
    step(on, '09:30', presidingOver(body, recused), 'decisionItem', id, 'CloseBallot', {}),
  ];
}

function demanded(matter: BoardMatter): readonly Step[] {
  const recused = recusedOf(conflictsOf(matter, matter.on));
  const by = membersOn(matter.body, matter.on).findLast((member) => !recused.includes(member)) ?? '';
  return [
    ...circulated(matter),
    step(daysAfter(matter.on, -7), '11:55', by, 'decisionItem', matter.id, 'DemandMeeting', {
      reason: 'Four junctions deserve a conversation',
    }),
  ];
}
