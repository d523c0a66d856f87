import { Id } from '@tabularium/contracts';
import { notFound, type Report } from '@tabularium/http';
import { idOf, streamName } from '@tabularium/kernel';
import {
  everyEvent,
  everyRow,
  pinnedBasis,
  type Basis,
  type LoggedEvent,
  type ReadStore,
} from '@tabularium/read-store';
import { footerOf } from '../papers/footer';
import type { Act, Minutes } from '../papers/minutes';
import { minutesDocument } from '../papers/minutes-document';
import { minutesHash, minutesSources, originsOf } from '../papers/minutes-facts';
import { minutesOf, textOf, type MinutesSources } from '../papers/minutes-text';
import { papersShown } from '../papers/papers-shown';
import { namesOf, personsIn } from '../papers/people';
import { actionRecord, ofType } from '../papers/records';
import { readAt } from '../papers/streams';

export class MinutesAsked {
  @Id({ to: 'meeting' }) readonly meeting!: string;
}

/** The minutes of a meeting, written from its events; once filed they can be written again, and the hash compared. */
export const minutes: Report<MinutesAsked, Minutes> = {
  name: 'minutes',
  title: 'Minutes of a meeting, written from the record',
  params: MinutesAsked,
  run: async ({ meeting, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const events = await everyEvent(views, streamName('meeting', meeting), basis.logIndex);
    if (events.length === 0) throw notFound();
    const draft = events.findLast(({ type }) => type === 'MinutesDrafted');
    const sources = await (draft ? draftedSources(views, basis, meeting, draft) : preview(views, basis, meeting));
    const content = contentOf(sources, events, draft);
    const people = await namesOf(views, basis, personsIn(sources));
    return { basis, ...content, people, footer: footerOf(basis, content, rulesOf(sources), content.papersWithheld) };
  },
  document: minutesDocument,
};

/** What the draft names as read, and nothing that came later. */
function draftedSources(
  views: ReadStore,
  basis: Basis,
  meeting: string,
  { metadata: { pins = {} } }: LoggedEvent,
): Promise<MinutesSources> {
  const actions = Object.keys(pins)
    .filter((stream) => stream.startsWith(`${actionRecord.category}-`))
    .map(idOf);
  return minutesSources(meeting, actions, readAt(views, basis, pins));
}

/** With every action that comes from the meeting as it stands. */
async function preview(views: ReadStore, basis: Basis, meeting: string): Promise<MinutesSources> {
  const read = readAt(views, basis);
  const origins = originsOf(await minutesSources(meeting, [], read));
  const raised = await everyRow(views, 'action-tracker', basis, [{ column: 'from', is: 'in', values: [...origins] }]);
  return minutesSources(
    meeting,
    raised.map(({ key }) => key),
    read,
  );
}

function contentOf(sources: MinutesSources, events: readonly LoggedEvent[], draft: LoggedEvent | undefined) {
  const sections = minutesOf(sources);
  const text = textOf(sections);
  const sha256 = minutesHash(text);
  const seal = events.find(({ type }) => type === 'MinutesApproved');
  const since = events.filter(({ revision }) => draft !== undefined && revision > draft.revision);
  const papersWithheld = withheldIn(sources);
  const filed = draft ? String(draft.data['sha256']) : null;
  return {
    meeting: sources.meetingId,
    body: ofType(sources.meeting, 'MeetingScheduled')[0]?.data.bodyId ?? '',
    state: seal ? ('SEALED' as const) : draft ? ('DRAFTED' as const) : ('PREVIEW' as const),
    sections,
    text,
    sha256,
    papersWithheld,
    verified: filed === null || papersWithheld > 0 ? null : filed === sha256,
    drafted: draft && filed !== null ? { ...actOf(draft), sha256: filed } : null,
    sealed: seal ? { ...actOf(seal), atMeeting: String(seal.data['atMeeting']) } : null,
    restsOn: draft?.metadata.pins ?? null,
    actions: Object.keys(sources.actions),
    correctionsSince: since.filter(({ type }) => type === 'MinutesCorrectionProposed').map(wordsIn),
    errata: events
      .filter(({ type }) => type === 'MinutesErratumNoted')
      .map((event) => ({ ...actOf(event), text: wordsIn(event) })),
  };
}

/** Papers as they were tabled last: those the text would name. */
function withheldIn({ meeting }: MinutesSources): number {
  const tabled = new Map(ofType(meeting, 'ItemTabled').map(({ data }) => [data.itemId, data.papers]));
  return [...tabled.values()].reduce((sum, papers) => sum + papersShown(papers).papersWithheld, 0);
}

const wordsIn = ({ data }: LoggedEvent): string => String(data['text']);

const actOf = ({ index, metadata }: LoggedEvent): Act => ({
  by: metadata.actor.id,
  at: metadata.recordedAt,
  event: index,
});

const rulesOf = ({ items }: MinutesSources): readonly string[] => {
  const ballots = Object.values(items).flatMap((record) => ofType(record, 'BallotOpened'));
  return [...new Set(ballots.map(({ data }) => `Terms of reference ${data.bodyId} version ${data.termsVersion}`))];
};
