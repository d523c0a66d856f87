import type { Attendee } from '../contract/meeting.commands';
import type { Elector } from '../contract/item-parts';
import type { RecusalMode } from '../contract/vocabulary';

/** How a member of the electorate attends; undefined = not. A proxy falls with the recusal of whoever holds it. */
export function attendanceOf(
  elector: Pick<Elector, 'personId'>,
  electors: readonly Elector[],
  attendance: readonly Attendee[],
): Attendee | undefined {
  const attending = attendance.find(({ personId }) => personId === elector.personId);
  const holder = attending?.heldBy;
  const isVoid = electors.some(({ personId, recused }) => personId === holder && recused);
  return isVoid ? undefined : attending;
}

/** Those who count as present: a recused member only where the terms say that they stay. In writing everybody eligible is. */
export const presentOf = (
  electors: readonly Elector[],
  attendance: readonly Attendee[] | undefined,
  recusalMode: RecusalMode,
): readonly Elector[] =>
  electors.filter((elector) => {
    if (!attendance) return !elector.recused;
    if (elector.recused && recusalMode === 'LEAVES') return false;
    return attendanceOf(elector, electors, attendance) !== undefined;
  });
