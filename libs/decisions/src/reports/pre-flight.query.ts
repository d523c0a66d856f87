import { Id, Text } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { RATES_ID, tableShown } from '@tabularium/organisation/contract';
import {
  everyRow,
  listIn,
  moneyIn,
  oneRow,
  pinnedBasis,
  type Basis,
  type KeyedRow,
  type ReadStore,
  type Row,
} from '@tabularium/read-store';
import type { TermsOfReference } from '../contract/terms';
import { bodyOfMeeting } from '../contract/vocabulary';
import { isWithin } from '../domain/body-limit';
import { includesAll, quorumRequired } from '../domain/quorum';
import { isFilled, ofBody, textIn } from './rows';

export class PreFlightAsked {
  @Id({ to: 'meeting' }) readonly meeting!: string;
  @Text({
    max: 2000,
    optional: true,
    about:
      'Members expected, with commas; default those who attend, else all who are not away or have an alternate who is not',
  })
  readonly present?: string;
}

export interface ItemAhead {
  readonly item: string;
  readonly subject: string;
  readonly quorumRequired: number;
  readonly quorumPresent: number;
  readonly quorate: boolean;
  readonly recused: readonly string[];
  /** Members whose conflict is not settled: the ballot does not open until it is. */
  readonly conflictsOpen: readonly string[];
  /** Whether the body may decide the amount, by the exchange rates in force where its limit is in another currency. */
  readonly limit: 'WITHIN' | 'ABOVE' | 'NO_RATE';
}

export interface PreFlight {
  readonly basis: Basis;
  readonly meeting: string;
  readonly body: string;
  readonly expected: readonly string[];
  readonly items: readonly ItemAhead[];
}

/** Before a meeting: will each matter on its agenda be quorate and within the limit, and who is conflicted. Nothing is recorded. */
export const preFlight: Report<PreFlightAsked, PreFlight> = {
  name: 'pre-flight',
  title: 'Whether a meeting will be quorate for each matter, and who is in conflict',
  params: PreFlightAsked,
  run: async ({ meeting, present, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const body = bodyOfMeeting(meeting);
    const row = await oneRow(views, 'meetings', meeting, basis);
    const day = row ? textIn(row, 'on') : views.dayOf(basis.asOf);
    const seated = await membersOn(views, basis, body, day);
    const away = await awayOn(views, basis, day);
    const expected = expectedOf(present, row, seated, away);
    const terms = await termsOf(views, basis, body);
    const items = await Promise.all(
      (row ? listIn(row, 'items') : []).map(async (item) => {
        const matter = await oneRow(views, 'decision-items', item, basis);
        if (!matter || !terms) return [];
        const limit = await limitOf(views, basis, matter, terms);
        return [{ ...ahead(item, matter, terms, seated, expected), limit }];
      }),
    );
    return { basis, meeting, body, expected, items: items.flat() };
  },
};

interface Seated {
  readonly seatId: string;
  readonly personId: string;
  readonly alternate: string;
}

/** Members with a vote on a day. */
async function membersOn(views: ReadStore, basis: Basis, body: string, day: string): Promise<readonly Seated[]> {
  const holds = ({ row }: KeyedRow) => row['voting'] === true && isFilled(row, day);
  const rows = await everyRow(views, 'seats', basis, [ofBody(body)]);
  return rows.filter(holds).map(({ row }) => ({
    seatId: textIn(row, 'seat'),
    personId: textIn(row, 'personId'),
    alternate: textIn(row, 'alternate'),
  }));
}

/** Whose leave lies over the day. */
async function awayOn(views: ReadStore, basis: Basis, day: string): Promise<ReadonlySet<string>> {
  const where = [
    { column: 'from', is: 'atMost', value: day },
    { column: 'until', is: 'atLeast', value: day },
  ] as const;
  return new Set((await everyRow(views, 'leaves', basis, where)).map(({ row }) => textIn(row, 'personId')));
}

/** The view holds what the rules accepted as terms. */
async function termsOf(views: ReadStore, basis: Basis, body: string): Promise<TermsOfReference | undefined> {
  const row = await oneRow(views, 'governance-bodies', body, basis);
  return row && (JSON.parse(textIn(row, 'terms')) as TermsOfReference);
}

function expectedOf(
  present: string | undefined,
  meeting: Row | undefined,
  seated: readonly Seated[],
  away: ReadonlySet<string>,
): readonly string[] {
  if (present !== undefined) return present.split(',').map((person) => person.trim());
  const attending = meeting ? listIn(meeting, 'present') : [];
  if (attending.length > 0) return attending;
  const isAway = (person: string): boolean => person === '' || away.has(person);
  const comes = seated.filter(({ personId, alternate }) => !isAway(personId) || !isAway(alternate));
  return comes.map(({ personId }) => personId);
}

async function limitOf(
  views: ReadStore,
  basis: Basis,
  matter: Row,
  { matters }: TermsOfReference,
): Promise<ItemAhead['limit']> {
  const amount = moneyIn(matter, 'amount') ?? undefined;
  const limit = matters.find(({ matterType }) => matterType === textIn(matter, 'matterType'))?.upTo;
  const isForeign = amount && limit && amount.ccy !== limit.ccy;
  const row = isForeign ? await oneRow(views, 'exchange-rates', RATES_ID, basis) : undefined;
  const within = isWithin({ amount, rates: row && tableShown(row) }, limit);
  return within === undefined ? 'NO_RATE' : within ? 'WITHIN' : 'ABOVE';
}

function ahead(
  item: string,
  matter: Row,
  { quorum, recusalMode, seats }: TermsOfReference,
  seated: readonly Seated[],
  expected: readonly string[],
): Omit<ItemAhead, 'limit'> {
  const members = new Set(seated.map(({ personId }) => personId));
  const conflicts = listIn(matter, 'conflicts').map((entry) => entry.split(' '));
  const inState = (wanted: string) =>
    conflicts.flatMap(([person = '', state]) => (state === wanted && members.has(person) ? [person] : []));
  const recused = inState('RECUSED');
  const counted = seated.filter(
    ({ personId }) =>
      expected.includes(personId) && (recusalMode === 'STAYS_ABSTAINING' || !recused.includes(personId)),
  );
  const votingSeats = seats.filter(({ voting }) => voting).length;
  const heads = { seats: votingSeats, filled: seated.length, eligible: seated.length - recused.length };
  const required = quorumRequired(quorum, heads);
  const included = includesAll(
    quorum,
    counted.map(({ seatId }) => seatId),
  );
  const numbers = { quorumRequired: required, quorumPresent: counted.length };
  const quorate = counted.length >= required && included;
  return { item, subject: textIn(matter, 'subject'), ...numbers, quorate, recused, conflictsOpen: inState('OPEN') };
}
