import { Currency, Id, MATTERS, OneOf, type Matter } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { compare, convert, type Money, type RateTable } from '@tabularium/kernel';
import { intIn, moneyIn, textIn, type Basis, type KeyedRow, type Row } from '@tabularium/read-store';
import { MATRIX_ID } from '../contract/matrix-row';
import { lentOf } from '../domain/own-rules';
import { datedBasis, ratesAt, rowsOf } from './rows';
import { usedLimits, type UsedLimit } from './used-limits';

export class WhoCouldAsked {
  @OneOf(MATTERS) readonly matter!: Matter;
  @Id({ to: 'project', about: 'The project it is about' }) readonly project!: string;
  @Currency({ optional: true, about: 'Currency to tell the amounts in as well' }) readonly ccy?: string;
}

/** A right to decide on the day. Of a body there is no person, and without an amount it covers any. */
export interface Could {
  readonly personId: string | null;
  /** The role or body of the matrix; null for a limit of the person's own. */
  readonly holder: string | null;
  readonly by: 'OWN_LIMIT' | 'ROLE' | 'DELEGATION' | 'BODY';
  /** Limit, version of the matrix with its row, or delegation. */
  readonly ref: string;
  readonly upTo: Money | null;
  readonly cumulativeUpTo: Money | null;
  readonly windowDays: number | null;
  /** What is left of the cumulative limit on the project; null without one. */
  readonly left: Money | null;
  /** `upTo` and `left` in the currency asked; null without one, or without a rate. */
  readonly upToIn: Money | null;
  readonly leftIn: Money | null;
  /** Whose authority it is, where it was delegated. */
  readonly onBehalfOf: string | null;
}

export interface WhoCould {
  readonly basis: Basis;
  /** Table of exchange rates in force on the day. */
  readonly rateTable: string | null;
  readonly rows: readonly Could[];
}

/**
 * Who could decide in a matter on a project on a day, and up to which amount, by the roles and limits of that day. An amount
 * in another currency is held against a limit by the exchange rates of the day, in the currency of the limit.
 */
export const whoCould: Report<WhoCouldAsked, WhoCould> = {
  name: 'who-could',
  title: 'Who could decide in a matter, and up to which amount',
  params: WhoCouldAsked,
  run: async ({ matter, project, ccy, ...asked }, views) => {
    const { basis, day } = await datedBasis(views, asked);
    const rates = await ratesAt(views, basis);
    const rows = (view: string, values: Readonly<Record<string, string>>) => rowsOf(views, view, basis, values);
    const uses = await rows('authority-uses', { matter, project });
    const used = usedLimits(
      uses.map(({ row }) => row),
      day,
    );
    const own = (await rows('delegations', { matter, state: 'HELD' })).map((held) => ownLimit(held, used));
    const grants = (await rows('grants', { state: 'HELD' })).map(({ row }) => row);
    const held = grants.filter((row) => [null, project].includes(textIn(row, 'project')));
    const matrix = await rows('delegation-matrix', { matter });
    const byRole = matrix.flatMap(({ row }) => ofRow(row, held, used));
    const passed = (await rows('personal-delegations', { matter, state: 'ACCEPTED' }))
      .filter(({ row }) => [null, project].includes(textIn(row, 'project')))
      .flatMap((delegation) => delegated(delegation, [...own, ...byRole].sort(byAmount(rates)), rates));
    const all = [...own, ...byRole, ...passed].sort(byAmount(rates));
    return { basis, rateTable: rates?.id ?? null, rows: all.map((could) => toldIn(could, ccy, rates)) };
  },
};

type Right = Omit<Could, 'upToIn' | 'leftIn'>;

function toldIn(could: Right, ccy: string | undefined, rates: RateTable | undefined): Could {
  const told = (amount: Money | null) => (amount && ccy && convert(amount, ccy, rates)) || null;
  return { ...could, upToIn: told(could.upTo), leftIn: told(could.left) };
}

type Limits = Pick<Could, 'upTo' | 'cumulativeUpTo' | 'windowDays' | 'left'>;

function limitsOf(row: Row, holder: string, used: readonly UsedLimit[]): Limits {
  const cumulativeUpTo = moneyIn(row, 'cumulativeUpTo');
  const left = used.find((use) => use.holder === holder)?.left ?? cumulativeUpTo;
  return {
    upTo: moneyIn(row, 'upTo'),
    cumulativeUpTo,
    windowDays: intIn(row, 'windowDays'),
    left: cumulativeUpTo && left,
  };
}

function ownLimit({ key: ref, row }: Pick<KeyedRow, 'key' | 'row'>, used: readonly UsedLimit[]): Right {
  const personId = textIn(row, 'personId') ?? '';
  return { personId, holder: null, by: 'OWN_LIMIT', ref, ...limitsOf(row, personId, used), onBehalfOf: null };
}

function ofRow(row: Row, grants: readonly Row[], used: readonly UsedLimit[]): readonly Right[] {
  const holder = textIn(row, 'holder') ?? '';
  const limits = limitsOf(row, holder, used);
  const named = { holder, ref: `${MATRIX_ID}.${String(row['version'])}.${holder}`, ...limits, onBehalfOf: null };
  if (limits.upTo === null) return [{ personId: null, by: 'BODY', ...named }];
  const persons = grants.filter((grant) => textIn(grant, 'role') === holder);
  return persons.map((grant) => ({ personId: textIn(grant, 'personId'), by: 'ROLE', ...named }));
}

/** No more than the giver may decide on the day. */
function delegated(
  { key: ref, row }: Pick<KeyedRow, 'key' | 'row'>,
  all: readonly Right[],
  rates: RateTable | undefined,
): readonly Right[] {
  const [giver, held] = [textIn(row, 'giver'), moneyIn(row, 'upTo')];
  const sources = all.flatMap((could) =>
    could.personId === giver && could.upTo ? [{ could, limit: could.upTo }] : [],
  );
  const lent = held && lentOf(held, sources, rates);
  if (!lent) return [];
  const { source, limit: upTo } = lent;
  return [{ ...source.could, personId: textIn(row, 'personId'), by: 'DELEGATION', ref, upTo, onBehalfOf: giver }];
}

/** The lowest first, without limit last; of several currencies by what they are worth, where there is a rate. */
const byAmount =
  (rates: RateTable | undefined) =>
  (a: Right, b: Right): number => {
    if (!a.upTo || !b.upTo) return Number(a.upTo === null) - Number(b.upTo === null);
    const worth = (amount: Money) =>
      BigInt((convert(amount, rates?.baseCurrency ?? amount.ccy, rates) ?? amount).minor);
    const difference = a.upTo.ccy === b.upTo.ccy ? compare(a.upTo, b.upTo) : Number(worth(a.upTo) - worth(b.upTo));
    return difference || (a.ref < b.ref ? -1 : 1);
  };
