import { Id, MATTERS, OneOf, type Matter } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import type { Money } from '@tabularium/kernel';
import { intIn, moneyIn, textIn, type Basis, type KeyedRow, type Row } from '@tabularium/read-store';
import { MATRIX_ID } from '../contract/matrix-row';
import { datedBasis, rowsOf } from './rows';
import { usedLimits, type UsedLimit } from './used-limits';

export class WhoCouldAsked {
  @OneOf(MATTERS) readonly matter!: Matter;
  @Id({ to: 'project', about: 'The project it is about' }) readonly project!: string;
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
  /** Whose authority it is, where it was delegated. */
  readonly onBehalfOf: string | null;
}

export interface WhoCould {
  readonly basis: Basis;
  readonly rows: readonly Could[];
}

/** Who could decide in a matter on a project on a day, and up to which amount, by the roles and limits of that day. */
export const whoCould: Report<WhoCouldAsked, WhoCould> = {
  name: 'who-could',
  title: 'Who could decide in a matter, and up to which amount',
  params: WhoCouldAsked,
  run: async ({ matter, project, ...asked }, views) => {
    const { basis, day } = await datedBasis(views, asked);
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
      .flatMap((delegation) => delegated(delegation, [...own, ...byRole]));
    return { basis, rows: [...own, ...byRole, ...passed].sort(byAmount) };
  },
};

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

function ownLimit({ key: ref, row }: Pick<KeyedRow, 'key' | 'row'>, used: readonly UsedLimit[]): Could {
  const personId = textIn(row, 'personId') ?? '';
  return { personId, holder: null, by: 'OWN_LIMIT', ref, ...limitsOf(row, personId, used), onBehalfOf: null };
}

function ofRow(row: Row, grants: readonly Row[], used: readonly UsedLimit[]): readonly Could[] {
  const holder = textIn(row, 'holder') ?? '';
  const limits = limitsOf(row, holder, used);
  const named = { holder, ref: `${MATRIX_ID}.${String(row['version'])}.${holder}`, ...limits, onBehalfOf: null };
  if (limits.upTo === null) return [{ personId: null, by: 'BODY', ...named }];
  const persons = grants.filter((grant) => textIn(grant, 'role') === holder);
  return persons.map((grant) => ({ personId: textIn(grant, 'personId'), by: 'ROLE', ...named }));
}

/** No more than the giver may decide on the day. */
function delegated({ key: ref, row }: Pick<KeyedRow, 'key' | 'row'>, all: readonly Could[]): readonly Could[] {
  const [giver, limit] = [textIn(row, 'giver'), moneyIn(row, 'upTo')];
  const source = all
    .filter(({ personId, upTo }) => personId === giver && upTo?.ccy === limit?.ccy)
    .sort(byAmount)
    .at(-1);
  if (!source?.upTo || !limit) return [];
  const upTo = BigInt(limit.minor) < BigInt(source.upTo.minor) ? limit : source.upTo;
  return [{ ...source, personId: textIn(row, 'personId'), by: 'DELEGATION', ref, upTo, onBehalfOf: giver }];
}

/** The lowest first, without limit last. */
function byAmount(a: Could, b: Could): number {
  if (!a.upTo || !b.upTo) return Number(a.upTo === null) - Number(b.upTo === null);
  return Number(BigInt(a.upTo.minor) - BigInt(b.upTo.minor)) || (a.ref < b.ref ? -1 : 1);
}
