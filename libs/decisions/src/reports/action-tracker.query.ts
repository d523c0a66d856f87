import { Id, PersonRef } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { daysBetween, type LocalDate } from '@tabularium/kernel';
import { everyRow, pinnedBasis, type Basis, type KeyedRow, type ReadStore, type Row } from '@tabularium/read-store';
import { bodyOfSources, isOpen } from '../papers/of-body';
import { intIn, textIn } from './rows';

export class ActionTrackerAsked {
  @Id({ to: 'governanceBody', optional: true, about: 'Only of this body' }) readonly body?: string;
  @PersonRef({ optional: true, about: 'Only of this owner' }) readonly owner?: string;
}

export interface TrackedAction {
  readonly action: string;
  readonly text: string;
  /** Decision, meeting or matter it comes from, and the body of that; null where it is of none. */
  readonly from: string;
  readonly body: string | null;
  readonly owner: string;
  readonly firstDueOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly slips: number;
  readonly state: string;
  readonly evidence: string | null;
  readonly verifiedBy: string | null;
  /** Whole days past the day it is due now, up to the basis or to its end; 0 = in time. */
  readonly overdueDays: number;
}

export interface BodyActions {
  readonly body: string | null;
  readonly raised: number;
  readonly open: number;
  readonly overdue: number;
  readonly verified: number;
  /** Verified by the day they were first due. */
  readonly inTime: number;
  /** Verified of those raised and neither cancelled nor declined, in basis points; null where there are none. */
  readonly closureRate: number | null;
}

export interface ActionTracker {
  readonly basis: Basis;
  readonly rows: readonly TrackedAction[];
  readonly bodies: readonly BodyActions[];
}

/** Actions, how late they are, and what part of them each body has seen done (report R14). */
export const actionTrackerReport: Report<ActionTrackerAsked, ActionTracker> = {
  name: 'action-tracker',
  title: 'Actions with slips and days overdue, and the closure rate of each body',
  params: ActionTrackerAsked,
  run: async ({ body, owner, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const bodyOf = await bodyOfSources(views, basis);
    const all = (await everyRow(views, 'action-tracker', basis)).map((action) =>
      tracked(action, bodyOf, { basis, views }),
    );
    const rows = all.filter(
      (action) => (body === undefined || action.body === body) && (owner === undefined || action.owner === owner),
    );
    return { basis, rows: rows.map(({ endedOn: _, ...action }) => action), bodies: byBody(rows) };
  },
};

type Tracked = TrackedAction & { readonly endedOn: LocalDate | null };

function tracked(
  { key, row }: Pick<KeyedRow, 'key' | 'row'>,
  bodyOf: (from: string) => string | undefined,
  { basis, views }: { readonly basis: Basis; readonly views: ReadStore },
): Tracked {
  const [from, dueOn] = [textIn(row, 'from'), textIn(row, 'dueOn')];
  const endedAt = textIn(row, 'endedAt');
  const endedOn = endedAt ? views.dayOf(endedAt) : null;
  return {
    action: key,
    text: textIn(row, 'text'),
    from,
    body: bodyOf(from) ?? null,
    owner: textIn(row, 'owner'),
    firstDueOn: textIn(row, 'firstDueOn'),
    dueOn,
    slips: intIn(row, 'slips'),
    state: textIn(row, 'state'),
    evidence: orNull(row, 'evidence'),
    verifiedBy: orNull(row, 'verifiedBy'),
    overdueDays: Math.max(0, daysBetween(dueOn, endedOn ?? views.dayOf(basis.asOf))),
    endedOn,
  };
}

const orNull = (row: Row, column: string): string | null => textIn(row, column) || null;

function byBody(rows: readonly Tracked[]): readonly BodyActions[] {
  const named = [...new Set(rows.flatMap(({ body }) => body ?? []))].sort();
  const bodies = rows.some(({ body }) => body === null) ? [...named, null] : named;
  return bodies.map((body) => ({ body, ...ratesOf(rows.filter((row) => row.body === body)) }));
}

function ratesOf(rows: readonly Tracked[]): Omit<BodyActions, 'body'> {
  const open = rows.filter(({ state }) => isOpen({ row: { state } }));
  const verified = rows.filter(({ state }) => state === 'VERIFIED');
  const counted = open.length + verified.length;
  return {
    raised: rows.length,
    open: open.length,
    overdue: open.filter(({ overdueDays }) => overdueDays > 0).length,
    verified: verified.length,
    inTime: verified.filter(({ endedOn, firstDueOn }) => endedOn !== null && endedOn <= firstDueOn).length,
    closureRate: counted === 0 ? null : Math.round((10_000 * verified.length) / counted),
  };
}
