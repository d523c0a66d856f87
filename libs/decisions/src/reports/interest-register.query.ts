import { Id, PersonRef } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import type { LocalDate } from '@tabularium/kernel';
import {
  everyRow,
  listIn,
  pinnedBasis,
  type Basis,
  type KeyedRow,
  type ReadStore,
  type Row,
} from '@tabularium/read-store';
import { intIn, isFilled, isOn, ofBody, textIn } from './rows';

export class InterestRegisterAsked {
  @Id({ to: 'governanceBody', optional: true, about: 'Only members of this body, and its matters' })
  readonly body?: string;
  @PersonRef({ optional: true, about: 'Only this member' }) readonly person?: string;
}

export interface StandingInterest {
  readonly personId: string;
  readonly counterparty: string;
  readonly nature: string;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

export interface ItemInterest {
  readonly item: string;
  readonly subject: string;
  readonly body: string;
  readonly decisionNo: string | null;
  readonly personId: string;
  readonly grounds: readonly string[];
  readonly state: string;
  readonly settledBy: string | null;
  readonly reason: string | null;
}

export interface InterestRegister {
  readonly basis: Basis;
  /** Held on the day. */
  readonly standing: readonly StandingInterest[];
  readonly perItem: readonly ItemInterest[];
  readonly nilReturns: readonly { readonly personId: string; readonly year: number }[];
  /**
   * Members with a seat who neither hold a declared interest nor said in the year of the basis that they have none; null
   * for who sees only their own.
   */
  readonly missingReturns: readonly string[] | null;
}

/** Standing interests, conflicts by matter with who settled them, and nil returns, given and missing (report R26). */
export const interestRegisterReport: Report<InterestRegisterAsked, InterestRegister> = {
  name: 'interest-register',
  title: 'Interests declared, conflicts by matter and how they were settled, and nil returns',
  params: InterestRegisterAsked,
  run: async ({ body, person, ...asked }, views, reader) => {
    const basis = await pinnedBasis(views, asked);
    const day = views.dayOf(basis.asOf);
    const members = await membersOn(views, basis, body, day);
    const isAsked = (personId: string) =>
      person === undefined ? body === undefined || members.has(personId) : personId === person;
    const rows = (await everyRow(views, 'interest-register', basis)).filter(({ row }) =>
      isAsked(textIn(row, 'personId')),
    );
    const standing = rows.filter(({ row }) => isHeld(row, day)).map(standingIn);
    const nilReturns = rows
      .filter(({ row }) => textIn(row, 'kind') === 'NIL')
      .map(({ row }) => ({ personId: textIn(row, 'personId'), year: intIn(row, 'year') }));
    const perItem = (await conflictsOf(views, basis, person)).filter(
      (conflict) => body === undefined || conflict.body === body,
    );
    const said = new Set([
      ...standing.map(({ personId }) => personId),
      ...nilReturns.filter(({ year }) => String(year) === day.slice(0, 4)).map(({ personId }) => personId),
    ]);
    const missing = [...members].filter((member) => isAsked(member) && !said.has(member)).sort();
    // What somebody said is not missing because the reader may not see it.
    const missingReturns = reader?.seesEveryRow('interest-register') ? missing : null;
    return { basis, standing, perItem, nilReturns, missingReturns };
  },
};

const isHeld = (row: Row, day: LocalDate): boolean => textIn(row, 'kind') === 'STANDING' && isOn(row, day);

const standingIn = ({ row }: Pick<KeyedRow, 'row'>): StandingInterest => ({
  personId: textIn(row, 'personId'),
  counterparty: textIn(row, 'counterparty'),
  nature: textIn(row, 'nature'),
  from: textIn(row, 'from'),
  until: textIn(row, 'until') || null,
});

/** Who holds a seat, of one body or of any. */
async function membersOn(
  views: ReadStore,
  basis: Basis,
  body: string | undefined,
  day: LocalDate,
): Promise<ReadonlySet<string>> {
  const seats = await everyRow(views, 'seats', basis, body === undefined ? [] : [ofBody(body)]);
  return new Set(seats.filter(({ row }) => isFilled(row, day)).map(({ row }) => textIn(row, 'personId')));
}

async function conflictsOf(
  views: ReadStore,
  basis: Basis,
  person: string | undefined,
): Promise<readonly ItemInterest[]> {
  const where = person === undefined ? [] : [{ column: 'personId', is: 'in', values: [person] } as const];
  const rows = await everyRow(views, 'conflicts', basis, where);
  const matters = new Map((await everyRow(views, 'decision-items', basis)).map(({ key, row }) => [key, row]));
  return rows.map(({ row }) => {
    const item = textIn(row, 'item');
    const matter = matters.get(item) ?? {};
    return {
      item,
      subject: textIn(matter, 'subject'),
      body: textIn(matter, 'body'),
      decisionNo: textIn(matter, 'decisionNo') || null,
      personId: textIn(row, 'personId'),
      grounds: listIn(row, 'grounds'),
      state: textIn(row, 'state'),
      settledBy: textIn(row, 'settledBy') || null,
      reason: textIn(row, 'reason') || null,
    };
  });
}
