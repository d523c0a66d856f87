import { addDays, fact, refuse, type Context, type LocalDate } from '@tabularium/kernel';
import { bodyOfMeeting } from '../contract/vocabulary';
import { seatedOn } from './governance-body.state';
import { samePapers } from './item-rules';
import { presidingFault, stageFault, type Decided, type Fault, type MeetingFacts, type Rules } from './meeting-rules';
import type { Meeting } from './meeting.state';

type OfItem = Context<MeetingFacts['TableItem']>;

export const agendaRules: Rules<'ScheduleMeeting' | 'TableItem' | 'LateTableItem' | 'PublishAgenda'> = {
  ScheduleMeeting: ({ waivedBy = [], ...asked }, state, context) => {
    const bodyId = bodyOfMeeting(context.id);
    const { terms, dissolved } = context.facts.body;
    if (state.stage !== 'absent') return refuse('MEETING_EXISTS');
    if (!bodyId) return refuse('MEETING_ID_INVALID');
    if (!terms || dissolved) return refuse('BODY_NOT_FOUND', { bodyId });
    if (asked.on < context.today) return refuse('DATE_PAST');
    const papersDueOn = addDays(asked.on, -terms.paperDays);
    const { noticeDays } = terms;
    return (
      noticeFault(asked.on, waivedBy, context) ?? [
        fact('MeetingScheduled', {
          bodyId,
          ...asked,
          papersDueOn,
          waivedBy,
          ...clocks(asked.on, noticeDays, papersDueOn, context),
        }),
      ]
    );
  },

  TableItem: ({ itemId, place }, state, context) => {
    const fault = stageFault(state, 'called', 'open', 'adjourned') ?? itemFault(itemId, context);
    if (fault) return fault;
    const { papersDueOn } = state;
    if (isTabled(state, itemId, context)) return [];
    return context.today > papersDueOn
      ? refuse('LATE_PAPER', { papersDueOn })
      : tabled(state, context, { itemId, place });
  },

  LateTableItem: ({ itemId, reason }, state, context) => {
    const fault =
      stageFault(state, 'called', 'open', 'adjourned') ?? itemFault(itemId, context) ?? presidingFault(context);
    if (fault) return fault;
    return isTabled(state, itemId, context) ? [] : tabled(state, context, { itemId, late: reason });
  },

  PublishAgenda: (_, state) => {
    const fault = stageFault(state, 'called', 'open', 'adjourned');
    if (fault) return fault;
    if (state.items.length === 0) return refuse('AGENDA_EMPTY');
    const items = state.items.toSorted((a, b) => a.place - b.place).map(({ itemId }) => itemId);
    return items.join('\n') === state.published.join('\n') ? [] : [fact('AgendaPublished', { items })];
  },
};

/** Days that had passed when the meeting was called are not watched. */
const clocks = (on: LocalDate, noticeDays: number, papersDueOn: LocalDate, { today }: Context) => {
  const agendaDueOn = addDays(on, -noticeDays);
  return {
    ...(agendaDueOn >= today ? { agendaDueOn } : {}),
    ...(papersDueOn >= today ? { papersWatched: true } : {}),
  };
};

/** Short notice stands only if every member waives the rest. */
function noticeFault(
  on: string,
  waivedBy: readonly string[],
  { today, facts }: Context<MeetingFacts['ScheduleMeeting']>,
): Fault {
  const { noticeDays = 0 } = facts.body.terms ?? {};
  const missing = seatedOn(facts.body, on)
    .map(({ personId }) => personId)
    .filter((personId) => !waivedBy.includes(personId));
  const isShort = addDays(today, noticeDays) > on;
  return isShort && missing.length > 0 ? refuse('SHORT_NOTICE', { noticeDays, missing }) : undefined;
}

const itemFault = (itemId: string, { id, facts: { item } }: OfItem): Fault =>
  item.stage === 'proposed' && item.bodyId === bodyOfMeeting(id) ? undefined : refuse('ITEM_NOT_OPEN', { itemId });

/** The matter is on the agenda with the papers it has now. */
const isTabled = ({ items }: Meeting, itemId: string, { facts: { item } }: OfItem): boolean =>
  items.some((one) => one.itemId === itemId && samePapers(one.papers, item.papers));

function tabled(
  { items }: Meeting,
  { facts: { item } }: OfItem,
  { itemId, place, late }: { readonly itemId: string; readonly place?: number | undefined; readonly late?: string },
): Decided {
  const before = items.find((one) => one.itemId === itemId)?.place;
  const last = Math.max(0, ...items.map((one) => one.place));
  const reason = late === undefined ? {} : { reason: late };
  const entry = {
    itemId,
    place: place ?? before ?? last + 1,
    papers: item.papers,
    late: late !== undefined,
    ...reason,
  };
  return [fact('ItemTabled', entry)];
}
