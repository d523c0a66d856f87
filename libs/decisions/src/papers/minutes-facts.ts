import { createHash } from 'node:crypto';
import type { Read } from '@tabularium/http';
import { bodyOfMeeting } from '../contract/vocabulary';
import type { MeetingFacts } from '../domain/meeting-rules';
import { itemIdsOf, minutesOf, textOf, type MinutesSources } from './minutes-text';
import { actionRecord, bodyRecord, itemRecord, meetingRecord, ofType } from './records';

/** Reads every stream the minutes rest on: through the runtime they are pinned, and the pins say for ever what was read. */
export async function minutesSources(
  meetingId: string,
  actionIds: readonly string[],
  read: Read,
): Promise<MinutesSources> {
  const meeting = await read(meetingRecord, meetingId);
  const body = await read(bodyRecord, bodyOfMeeting(meetingId));
  const items = await recordsOf(itemIdsOf(meeting), (id) => read(itemRecord, id));
  const actions = await recordsOf(actionIds, (id) => read(actionRecord, id));
  return { meetingId, meeting, body, items, actions };
}

/** SHA-256 (hex) of the text of the minutes, in UTF-8. */
export const minutesHash = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function minutesFacts(
  meetingId: string,
  actionIds: readonly string[],
  read: Read,
): Promise<MeetingFacts['DraftMinutes']> {
  const sources = await minutesSources(meetingId, actionIds, read);
  const origins = originsOf(sources);
  const stray = Object.entries(sources.actions).find(
    ([, record]) => !ofType(record, 'ActionRaised').some(({ data }) => origins.has(data.from)),
  );
  return { generated: minutesHash(textOf(minutesOf(sources))), ...(stray ? { strayAction: stray[0] } : {}) };
}

/** What an action of the meeting may come from: the meeting, its matters, and their decisions by number. */
export const originsOf = ({ meetingId, items }: MinutesSources): ReadonlySet<string> =>
  new Set([
    meetingId,
    ...Object.keys(items),
    ...Object.values(items).flatMap((record) => ofType(record, 'DecisionNumbered').map(({ data }) => data.decisionNo)),
  ]);

async function recordsOf<T>(
  ids: readonly string[],
  record: (id: string) => Promise<T>,
): Promise<Readonly<Record<string, T>>> {
  const entries: [string, T][] = [];
  for (const id of [...new Set(ids)].sort()) entries.push([id, await record(id)]);
  return Object.fromEntries(entries);
}
