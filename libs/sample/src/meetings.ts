import { addDays } from '@tabularium/kernel';
import { meetingsOf, type OnAgenda, type SampleMeeting } from './agenda';
import { ballot, inquorateBallot } from './ballots';
import { membersOn } from './boards';
import { storyOfMatter } from './board-stories';
import { atMinute, daysAfter } from './calendar';
import { papersOf, type BoardMatter } from './matters';
import { DRAFTED, step, type Step } from './step';

/** Called and recorded by. */
const SECRETARY = 'm.halloran';
const MINUTES_AN_ITEM = 12;

/** Every meeting that has something on its agenda, with its notice, its ballots and its minutes. */
export function meetings(matters: readonly BoardMatter[]): readonly Step[] {
  return (['IB', 'PB'] as const).flatMap((body) => {
    const held = meetingsOf(body, matters);
    return held.flatMap((meeting, n) => meetingSteps(meeting, held[n - 1]));
  });
}

function meetingSteps(meeting: SampleMeeting, previous: SampleMeeting | undefined): readonly Step[] {
  const { id, body, on, present, agenda } = meeting;
  const [chair = ''] = membersOn(body.id, on);
  const at = (minute: number): string => atMinute(body.hour * 60 + minute);
  const ends = MINUTES_AN_ITEM * (agenda.length + 1);
  return [
    step(daysAfter(on, -10), '08:40', SECRETARY, 'meeting', id, 'ScheduleMeeting', {
      on,
      mode: 'HYBRID',
      place: 'Committee Room 2, Guildhall',
    }),
    ...agenda.flatMap(({ matter }) => tabling(meeting, matter)),
    step(daysAfter(on, -6), '15:10', SECRETARY, 'meeting', id, 'PublishAgenda', {}),
    step(on, at(0), chair, 'meeting', id, 'OpenMeeting', { present }),
    ...(previous ? [approvalOf(previous, meeting, at(2))] : []),
    ...agenda.flatMap(({ matter, round }, n) =>
      business(meeting, { matter, round }, at, MINUTES_AN_ITEM * (n + 1) - 8),
    ),
    step(on, at(ends), chair, 'meeting', id, 'CloseMeeting', {}),
    step(daysAfter(on, 4), '10:05', SECRETARY, 'meeting', id, 'DraftMinutes', {}),
  ];
}

const approvalOf = (previous: SampleMeeting, at: SampleMeeting, time: string): Step =>
  step(at.on, time, membersOn(at.body.id, at.on)[0] ?? '', 'meeting', previous.id, 'ApproveMinutes', {
    atMeeting: at.id,
    sha256: DRAFTED,
  });

function tabling({ id, on, body }: SampleMeeting, matter: BoardMatter): readonly Step[] {
  const { how, late } = storyOfMatter(matter.id);
  const tabledOn = daysAfter(on, how === 'DEMANDED' || matter.proposedAhead ? -6 : -8);
  const table = step(tabledOn, '14:20', SECRETARY, 'meeting', id, 'TableItem', { itemId: matter.id });
  if (!late) return [table];
  const [chair = ''] = membersOn(body.id, on);
  const reason = 'The costs were checked once more';
  const papers = papersOf(matter.id, '1.1');
  return [
    table,
    step(addDays(on, -3), '11:15', matter.proposer, 'decisionItem', matter.id, 'AmendPapers', { papers, reason }),
    step(addDays(on, -2), '09:05', chair, 'meeting', id, 'LateTableItem', { itemId: matter.id, reason }),
  ];
}

function business(
  meeting: SampleMeeting,
  { matter, round }: OnAgenda,
  at: (minute: number) => string,
  minute: number,
): readonly Step[] {
  const { on, body } = meeting;
  const [chair = ''] = membersOn(body.id, on);
  if (round === 1) return ballot(meeting, matter, at, minute);
  if (storyOfMatter(matter.id).before === 'INQUORATE') return inquorateBallot(meeting, matter, at, minute);
  return [
    step(on, at(minute), chair, 'decisionItem', matter.id, 'DeferMatter', {
      missing: ['What the drainage board thinks of the outfall', 'A cost range instead of one figure'],
      owner: matter.proposer,
      returnOn: matter.on,
    }),
  ];
}
