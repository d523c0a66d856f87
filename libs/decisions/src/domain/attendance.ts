import type { Attendee } from '../contract/meeting.commands';
import type { Elector } from '../contract/item-parts';
import type { RecusalMode } from '../contract/vocabulary';
import type { DecisionItem } from './decision-item.state';

/** How a member of the electorate attends; undefined = not. An alternate or proxy falls with the recusal of who stands in. */
export function attendanceOf(
  elector: Pick<Elector, 'personId'>,
  { resolved }: Pick<DecisionItem, 'resolved'>,
  attendance: readonly Attendee[],
): Attendee | undefined {
  const attending = attendance.find(({ personId }) => personId === elector.personId);
  const holder = attending?.heldBy;
  return holder !== undefined && resolved[holder] === 'RECUSED' ? undefined : attending;
}

/** Those who count as present: a recused member only where the terms say that they stay. In writing everybody eligible is. */
export const presentOf = (
  electors: readonly Elector[],
  item: Pick<DecisionItem, 'resolved'>,
  attendance: readonly Attendee[] | undefined,
  recusalMode: RecusalMode,
): readonly Elector[] =>
  electors.filter((elector) => {
    if (!attendance) return !elector.recused;
    if (elector.recused && recusalMode === 'LEAVES') return false;
    return attendanceOf(elector, item, attendance) !== undefined;
  });
