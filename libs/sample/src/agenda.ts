import type { LocalDate } from '@tabularium/kernel';
import { bodies, meetingDayBefore, membersOn, type BodyId, type SampleBody } from './boards';
import { storyOfMatter } from './board-stories';
import type { BoardMatter } from './matters';

/** A matter on the agenda of a meeting; `round` 0 is the meeting before the one that decides. */
export interface OnAgenda {
  readonly matter: BoardMatter;
  readonly round: 0 | 1;
}

/** A member at a meeting. */
export interface Attending {
  readonly personId: string;
  readonly mode: 'IN_PERSON' | 'REMOTE' | 'PROXY';
  readonly heldBy?: string;
}

export interface SampleMeeting {
  readonly id: string;
  readonly body: SampleBody;
  readonly on: LocalDate;
  readonly present: readonly Attending[];
  readonly agenda: readonly OnAgenda[];
}

/** The meetings of a body that have something on their agenda, in their order. */
export function meetingsOf(body: BodyId, matters: readonly BoardMatter[]): readonly SampleMeeting[] {
  const due = matters.filter((matter) => matter.body === body).flatMap(rounds);
  const days = [...new Set(due.map(({ on }) => on))].sort();
  return days.map((on) => ({
    id: `${body}.${on}`,
    body: bodies[body],
    on,
    present: attendance(body, on),
    agenda: due.filter((one) => one.on === on).sort((a, b) => b.round - a.round),
  }));
}

function rounds(matter: BoardMatter): readonly (OnAgenda & { readonly on: LocalDate })[] {
  const { before, how } = storyOfMatter(matter.id);
  if (how === 'WRITTEN' || how === 'URGENT') return [];
  const decisive = { matter, round: 1, on: matter.on } as const;
  return before ? [{ matter, round: 0, on: meetingDayBefore(matter.on) }, decisive] : [decisive];
}

/** The same number, 0 to 9,972, for the same text. */
export const seedOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

/** Of the members beyond chair and deputy one is away now and then, and sometimes gives a proxy. */
function attendance(body: BodyId, on: LocalDate): readonly Attending[] {
  const members = membersOn(body, on);
  const seed = seedOf(`${body} ${on}`);
  const away = seed % 3 === 0 ? members[2 + (seed % (members.length - 2))] : undefined;
  const proxy = seed % 2 === 0 ? members.find((member, n) => n >= 1 && member !== away) : undefined;
  return members.flatMap((personId, n): readonly Attending[] => {
    if (personId !== away) return [{ personId, mode: (seed + n) % 5 === 0 ? 'REMOTE' : 'IN_PERSON' }];
    return proxy ? [{ personId, mode: 'PROXY', heldBy: proxy }] : [];
  });
}
