import { changeIdOf } from '@tabularium/control/contract';
import type { AuthorisedCommand } from '@tabularium/decisions/contract';
import { addDays, type LocalDate } from '@tabularium/kernel';
import { nextMeetingDay, type BodyId } from './boards';
import { pounds } from './budget-plan';
import { daysAfter } from './calendar';
import { paperOf, together, told, type BoardMatter, type Told } from './matters';
import { step, type Step } from './step';

/** A matter about an earlier decision, whose command it carries. */
const about = (
  id: string,
  [body, on]: readonly [BodyId, LocalDate],
  { matterType, subject }: Pick<BoardMatter, 'matterType' | 'subject'>,
  { of, command, data = {}, ...more }: Partial<BoardMatter> & { of: string; command: string; data?: object },
): BoardMatter => {
  const effect: AuthorisedCommand = { category: 'decisionItem', id: of, command, data: { ...data } };
  return { id, body, on, matterType, subject, proposer: 'l.fernando', parties: [], effects: [effect], ...more };
};

/** The chair of the portfolio board decided alone what could not wait; the board ratified it in its next meeting. */
const ratified: Told = told(
  [],
  [
    about(
      'PRJ-2023-0003.ratification',
      ['PB', nextMeetingDay(daysAfter('2025-03-17', 28))],
      { matterType: 'RATIFICATION', subject: 'Ratify the utilities diversion at Market Cross' },
      { of: 'PRJ-2023-0003.change-1', command: 'RatifyUrgentDecision', proposedAhead: 6 },
    ),
  ],
);

/** Nobody brought this one before the board, and it lapsed. */
const lapsed: Told = told(
  [],
  [
    {
      id: 'OPS.DRY-DOCK',
      body: 'PB',
      on: nextMeetingDay('2025-12-12'),
      matterType: 'OPERATIONS',
      subject: 'Emergency pumping of the dry dock',
      amount: pounds(60_000),
      effects: [],
      proposer: 'p.kowalczyk',
      parties: [],
    },
  ],
);

/** Half of what the gate released was spent when asbestos was found: only the rest is taken back. */
const rescinded: Told = told(
  [],
  [
    about(
      'PRJ-2024-0013.rescission',
      ['PB', nextMeetingDay('2025-11-10')],
      { matterType: 'RESCISSION', subject: 'Rescind gate RfE of the temporary accommodation hub' },
      {
        of: 'PRJ-2024-0013.RfE-1',
        command: 'RescindDecision',
        data: { reason: 'Nothing is built in the east wing before the asbestos is surveyed' },
        target: { category: 'gateReview', id: 'PRJ-2024-0013.RfE' },
        parties: ['b.singh'],
      },
    ),
  ],
);

const votedDownOn = nextMeetingDay(daysAfter('2026-02-16', 28));

const appealed: Told = told(
  [
    step(daysAfter(votedDownOn, 6), '11:30', 'r.patel', 'decisionItem', 'PRJ-2023-0003.change-2', 'LodgeAppeal', {
      grounds: 'The board compared the price with that of a bus, not of a tram',
      suspensive: false,
    }),
  ],
  [
    about(
      'PRJ-2023-0003.appeal',
      ['IB', nextMeetingDay(daysAfter(votedDownOn, 20))],
      { matterType: 'APPEAL', subject: 'Appeal against the refusal of two more tram vehicles' },
      {
        of: 'PRJ-2023-0003.change-2',
        command: 'DetermineAppeal',
        data: { outcome: 'UPHELD', reason: 'The board had the right figures before it' },
        target: { category: 'changeRequest', id: changeIdOf('PRJ-2023-0003', 2) },
        parties: ['c.delacroix', 'p.thackeray'],
      },
    ),
  ],
);

/** Evidence by the owner, found good by somebody else. */
const met = (itemId: string, conditionId: string, owner: string, on: LocalDate): readonly Step[] => [
  step(on, '10:05', owner, 'decisionItem', itemId, 'SubmitConditionEvidence', {
    conditionId,
    ...paperOf(itemId, conditionId),
  }),
  step(on, '15:20', 'm.halloran', 'decisionItem', itemId, 'DischargeCondition', { conditionId, note: 'Seen' }),
];

const [deedOn, grantOn, permitOn, trainingOn] = ['2024-04-22', '2024-02-05', '2024-05-13', '2024-04-15'].map(
  nextMeetingDay,
) as [LocalDate, LocalDate, LocalDate, LocalDate];
const extendedOn = nextMeetingDay(addDays(permitOn, 100));

/** One condition kept the approval back for a day, one was breached, one suspended the decision until it got more time, one was waived. */
const conditions: Told = told(
  [
    ...met('PRJ-2024-0002.approval', 'DEED', 'z.horvat', addDays(deedOn, 1)),
    ...met('PRJ-2024-0001.approval', 'PERMIT', 'q.fairweather', daysAfter(extendedOn, 25)),
    ...met('PRJ-2023-0005.approval', 'GRANT', 'k.mcallister', daysAfter(grantOn, 215)),
    ...action('PRJ-2023-0005.approval.condition-GRANT', 'k.mcallister', daysAfter(grantOn, 190)),
  ],
  [
    about(
      'PRJ-2024-0001.extension',
      ['IB', extendedOn],
      { matterType: 'CONDITIONS', subject: 'More time for the permit at Harrow Brook' },
      {
        of: 'PRJ-2024-0001.approval',
        command: 'ExtendCondition',
        data: { conditionId: 'PERMIT', dueOn: addDays(extendedOn, 60), reason: 'The drainage board meets quarterly' },
      },
    ),
    about(
      'PRJ-2024-0004.waiver',
      ['PB', nextMeetingDay(addDays(trainingOn, 80))],
      { matterType: 'CONDITIONS', subject: 'Waive ward training for the care record' },
      {
        of: 'PRJ-2024-0004.approval',
        command: 'WaiveCondition',
        data: { conditionId: 'TRAINING', reason: 'The hospital trust trains its own staff' },
      },
    ),
  ],
);

/** An action from the day somebody accepts it to the day somebody else finds it done. */
function action(id: string, owner: string, acceptedOn: LocalDate): readonly Step[] {
  return [
    step(acceptedOn, '09:10', owner, 'actionItem', id, 'AcceptAction', {}),
    step(daysAfter(acceptedOn, 20), '16:15', owner, 'actionItem', id, 'CompleteAction', { evidence: `NOTE-${id}` }),
    step(daysAfter(acceptedOn, 25), '11:05', 'm.halloran', 'actionItem', id, 'VerifyAction', {}),
  ];
}

/** Raised in a meeting; done in time, late, and not yet. */
const raised = (id: string, owner: string, on: LocalDate, days: number, text: string): Step =>
  step(on, '16:55', 'm.halloran', 'actionItem', id, 'RaiseAction', {
    text,
    owner,
    dueOn: addDays(on, days),
    from: `IB.${on}`,
  });

const [inTime, late, open] = ['2024-06-03', '2025-03-24', '2026-09-28'].map(nextMeetingDay) as [
  LocalDate,
  LocalDate,
  LocalDate,
];

const actions: Told = told([
  raised('PRJ-2024-0001.A1', 'q.fairweather', inTime, 45, 'Show the board a flood map with and without the basins'),
  ...action('PRJ-2024-0001.A1', 'q.fairweather', daysAfter(inTime, 4)),
  raised('PRJ-2023-0002.A1', 't.lindqvist', late, 14, 'Say what the re-tender costs the fishermen'),
  ...action('PRJ-2023-0002.A1', 't.lindqvist', daysAfter(late, 11)),
  raised('PRJ-2023-0003.A1', 'r.patel', open, 90, 'Bring a plan for the noise walls that the residents have seen'),
]);

/** What became of decisions: ratified, lapsed, rescinded, appealed; their conditions and actions. */
export const afterlife: Told = together(ratified, lapsed, rescinded, appealed, conditions, actions);
