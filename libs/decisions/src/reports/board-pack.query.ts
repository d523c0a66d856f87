import { Id } from '@tabularium/contracts';
import { notFound, type Report } from '@tabularium/http';
import { daysBetween, streamName, type LocalDate } from '@tabularium/kernel';
import { everyEvent, everyRow, pinnedBasis, type Basis, type BasisAsked, type ReadStore } from '@tabularium/read-store';
import type { TermsOfReference } from '../contract/terms';
import { bodyOfMeeting } from '../contract/vocabulary';
import { governanceBody } from '../domain/governance-body.decider';
import { seatedOn } from '../domain/governance-body.state';
import { quorumRequired } from '../domain/quorum';
import { agendaItem } from '../papers/agenda-item';
import { footerOf } from '../papers/footer';
import { itemIdsOf } from '../papers/minutes-text';
import { bodyOfSources, isOpen } from '../papers/of-body';
import type { BoardPack, MemberExpected, Notice, OpenAction, OpenCondition } from '../papers/pack';
import { packDocument } from '../papers/pack-document';
import { withheldText } from '../papers/papers-shown';
import { namedIn, namesOf } from '../papers/people';
import { bodyRecord, itemRecord, meetingRecord, ofType, stateOf, type MeetingRecord } from '../papers/records';
import { readAt } from '../papers/streams';
import { quorumText } from '../papers/words';
import { preFlight } from './pre-flight.query';
import { intIn, isFilled, ofBody, textIn } from './rows';

export class BoardPackAsked {
  @Id({ to: 'meeting' }) readonly meeting!: string;
}

/** Everything a member reads before a meeting, all at one basis; default for one that is past: when it was opened. */
export const boardPack: Report<BoardPackAsked, BoardPack> = {
  name: 'board-pack',
  title: 'What a board is handed before a meeting',
  params: BoardPackAsked,
  run: async ({ meeting, ...asked }, views) => {
    const basis = await packBasis(views, meeting, asked);
    const content = await contentOf(views, basis, meeting);
    const people = await namesOf(views, basis, [...new Set(namedIn(content))].sort());
    const rules = [`Terms of reference ${content.body} version ${content.version}`];
    const withheld = content.items.reduce((sum, { papersWithheld }) => sum + papersWithheld, 0);
    const remarks = withheld === 0 ? [] : [`${withheldText(withheld)}.`];
    return { basis, ...content, remarks, people, footer: footerOf(basis, content, rules, withheld) };
  },
  document: packDocument,
};

/** What the board was handed, unless another basis is asked for: nothing that came of the meeting, and nothing since. */
async function packBasis(views: ReadStore, meeting: string, asked: BasisAsked): Promise<Basis> {
  const basis = await pinnedBasis(views, asked);
  if (asked.knownAt !== undefined || asked.asOf !== undefined) return basis;
  const events = await everyEvent(views, streamName('meeting', meeting), basis.logIndex);
  const opened = events.find(({ type }) => type === 'MeetingOpened');
  return opened ? pinnedBasis(views, { knownAt: opened.index - 1, asOf: opened.metadata.effectiveAt }) : basis;
}

async function contentOf(views: ReadStore, basis: Basis, meeting: string) {
  const read = readAt(views, basis);
  const record = await read(meetingRecord, meeting);
  const [scheduled] = ofType(record, 'MeetingScheduled');
  if (!scheduled) throw notFound();
  const body = bodyOfMeeting(meeting);
  const bodyFacts = await read(bodyRecord, body);
  const state = stateOf(governanceBody, bodyFacts);
  const { terms, version } = state;
  const day = dayOf(record);
  const filled = seatedOn(state, day).length;
  return {
    meeting,
    body,
    version,
    bodyName: ofType(bodyFacts, 'BodyEstablished')[0]?.data.name ?? body,
    notice: noticeOf(record, terms, views.dayOf(scheduled.meta.recordedAt)),
    members: await membersOf(views, basis, body, day),
    quorum: quorumOf(terms, filled),
    items: await itemsOf(views, basis, { meeting, record, terms }),
    openActions: await actionsOf(views, basis, body),
    openConditions: await conditionsOf(views, basis, body),
  };
}

/** The day it is called for, or was adjourned to. */
const dayOf = (record: MeetingRecord): LocalDate =>
  ofType(record, 'MeetingAdjourned').at(-1)?.data.to ?? ofType(record, 'MeetingScheduled')[0]?.data.on ?? '';

function noticeOf(record: MeetingRecord, terms: TermsOfReference | undefined, calledOn: LocalDate): Notice {
  const scheduled = ofType(record, 'MeetingScheduled')[0]?.data;
  const on = dayOf(record);
  return {
    on,
    mode: scheduled?.mode ?? '',
    place: scheduled?.place ?? null,
    calledOn,
    days: daysBetween(calledOn, on),
    daysNeeded: terms?.noticeDays ?? 0,
    waivedBy: scheduled?.waivedBy ?? [],
    papersDueOn: scheduled?.papersDueOn ?? '',
    agendaPublished: ofType(record, 'AgendaPublished').length > 0,
  };
}

async function membersOf(
  views: ReadStore,
  basis: Basis,
  body: string,
  day: LocalDate,
): Promise<readonly MemberExpected[]> {
  const seats = await everyRow(views, 'seats', basis, [ofBody(body)]);
  return seats.map(({ row }) => {
    const sits = isFilled(row, day);
    return {
      seat: textIn(row, 'seat'),
      title: textIn(row, 'title'),
      office: textIn(row, 'office') || null,
      voting: row['voting'] === true,
      personId: sits ? textIn(row, 'personId') : null,
      alternate: (sits && textIn(row, 'alternate')) || null,
    };
  });
}

function quorumOf(terms: TermsOfReference | undefined, filled: number): BoardPack['quorum'] {
  const votingSeats = terms?.seats.filter(({ voting }) => voting).length ?? 0;
  if (!terms) return { rule: '', votingSeats, filled, required: 0 };
  const required = quorumRequired(terms.quorum, { seats: votingSeats, filled, eligible: filled });
  return { rule: quorumText(terms.quorum), votingSeats, filled, required };
}

async function itemsOf(
  views: ReadStore,
  basis: Basis,
  asked: { readonly meeting: string; readonly record: MeetingRecord; readonly terms: TermsOfReference | undefined },
): Promise<BoardPack['items']> {
  const { meeting, record, terms } = asked;
  const { items: ahead } = await preFlight.run({ meeting, knownAt: basis.logIndex, asOf: basis.asOf }, views);
  const late = new Set(ofType(record, 'ItemTabled').flatMap(({ data }) => (data.late ? [data.itemId] : [])));
  const found = [];
  for (const [at, item] of itemIdsOf(record).entries()) {
    const facts = await readAt(views, basis)(itemRecord, item);
    const known = { terms, ahead: ahead.find((each) => each.item === item) };
    found.push(await agendaItem(views, basis, { place: at + 1, item, record: facts, late: late.has(item), ...known }));
  }
  return found.flatMap((item) => item ?? []);
}

async function actionsOf(views: ReadStore, basis: Basis, body: string): Promise<readonly OpenAction[]> {
  const bodyOf = await bodyOfSources(views, basis);
  const actions = await everyRow(views, 'action-tracker', basis);
  return actions
    .filter((action) => isOpen(action) && bodyOf(textIn(action.row, 'from')) === body)
    .map(({ key, row }) => ({
      action: key,
      text: textIn(row, 'text'),
      owner: textIn(row, 'owner'),
      dueOn: textIn(row, 'dueOn'),
      slips: intIn(row, 'slips'),
      overdueDays: Math.max(0, daysBetween(textIn(row, 'dueOn'), views.dayOf(basis.asOf))),
      from: textIn(row, 'from'),
    }));
}

async function conditionsOf(views: ReadStore, basis: Basis, body: string): Promise<readonly OpenCondition[]> {
  const open = { column: 'state', is: 'in', values: ['OPEN', 'BREACHED'] } as const;
  const rows = await everyRow(views, 'conditions', basis, [ofBody(body), open]);
  return rows.map(({ row }) => ({
    item: textIn(row, 'item'),
    text: textIn(row, 'text'),
    kind: textIn(row, 'kind'),
    owner: textIn(row, 'owner'),
    dueOn: textIn(row, 'dueOn'),
    state: textIn(row, 'state'),
  }));
}
