import type { Instant } from '@tabularium/kernel';
import {
  everyEvent,
  everyRow,
  type Basis,
  type DiffEntry,
  type LoggedEvent,
  type ReadStore,
  type Row,
  type RowVersion,
} from '@tabularium/read-store';
import { textIn } from '../reports/rows';
import type { Change, ChangeCause, PreviousDecision, Since } from './pack';
import { moneyText } from './words';

const APPROVED: ReadonlySet<string> = new Set(['APPROVED', 'APPROVED_WITH_CONDITIONS']);

/** Decisions about a target, the latest first. `target` as the register has it: `project PRJ-1`. */
export async function decisionsOn(
  views: ReadStore,
  basis: Basis,
  target: string,
): Promise<readonly (PreviousDecision & { readonly item: string })[]> {
  const rows = await everyRow(views, 'decision-register', basis, [{ column: 'target', is: 'in', values: [target] }]);
  return rows
    .map(({ key, row }) => ({
      item: key,
      decisionNo: textIn(row, 'decisionNo'),
      body: textIn(row, 'body'),
      decidedOn: textIn(row, 'decidedOn'),
      subject: textIn(row, 'subject'),
      outcome: textIn(row, 'outcome'),
      state: textIn(row, 'state'),
    }))
    .sort((a, b) =>
      a.decidedOn < b.decidedOn ? 1 : a.decidedOn > b.decidedOn ? -1 : a.decisionNo < b.decisionNo ? 1 : -1,
    );
}

/** What became different of a target since the last approval about it, in every view that has a row under its id. */
export async function sinceLastApproval(
  views: ReadStore,
  basis: Basis,
  targetId: string,
  decisions: Awaited<ReturnType<typeof decisionsOn>>,
): Promise<Since> {
  const last = decisions.find(({ outcome }) => APPROVED.has(outcome));
  if (!last) return { kind: 'FIRST_TIME' };
  const events = await everyEvent(views, `decisionItem-${last.item}`, basis.logIndex);
  const made = events.findLast(({ type }) => type === 'DecisionMade');
  if (!made) return { kind: 'FIRST_TIME' };
  const { decisionNo, decidedOn } = last;
  const changes: Change[] = [];
  for (const view of await viewsOf(views)) {
    const from = { knownAt: made.index, asOf: made.metadata.effectiveAt };
    const to = { knownAt: basis.logIndex, asOf: basis.asOf };
    const where = [{ column: 'key', is: 'in', values: [targetId] } as const];
    const { entries } = await views.diff(view, from, to, { where, limit: 1 });
    for (const entry of entries)
      changes.push(
        ...(await changesOf(views, view, entry, { basis, decisionNo, decidedAt: made.metadata.effectiveAt })),
      );
  }
  return { kind: 'SINCE', decisionNo, decidedOn, position: made.index, changes: once(changes) };
}

/** Several views show the same column of a thing: it is told once. */
function once(changes: readonly Change[]): readonly Change[] {
  const told = new Map(changes.map((change) => [[change.column, change.before, change.after].join('\n'), change]));
  return [...told.values()];
}

const viewsOf = async (views: ReadStore): Promise<readonly string[]> =>
  (await views.status())
    .filter(({ stage }) => stage === 'active')
    .map(({ view }) => view)
    .sort();

async function changesOf(
  views: ReadStore,
  view: string,
  entry: DiffEntry,
  { basis, decisionNo, decidedAt }: { readonly basis: Basis; readonly decisionNo: string; readonly decidedAt: Instant },
): Promise<readonly Change[]> {
  const { versions } = await views.history(view, entry.key, basis.logIndex);
  const events = new Map((await views.events([...entry.causes])).map((event) => [event.index, event]));
  return entry.columns.map((column) => {
    const causes = causesOf(column, versions, entry.causes).flatMap((index) => events.get(index) ?? []);
    const byOthers = causes.filter((event) => !isBy(decisionNo, event));
    // What the decision did at the very instant it was made corrects nothing.
    const speaksOfBefore = byOthers.some(({ metadata }) => metadata.effectiveAt <= decidedAt);
    return {
      view,
      column,
      before: shown(entry.before, column),
      after: shown(entry.after, column),
      restated: speaksOfBefore && shown(entry.before, column) !== shown(entry.restated, column),
      causes: causes.map(causeOf),
      byThatDecision: causes.length > 0 && byOthers.length === 0,
    };
  });
}

/** Of what changed the row, that which changed the column; all of it where the versions do not tell. */
function causesOf(column: string, versions: readonly RowVersion[], all: readonly number[]): readonly number[] {
  const known = versions
    .filter(({ knownTo }) => knownTo === null)
    .toSorted((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : a.effectiveAt > b.effectiveAt ? 1 : a.cause - b.cause));
  const changing = known.filter(
    ({ row, cause }, at) => all.includes(cause) && shown(row, column) !== shown(known[at - 1]?.row ?? null, column),
  );
  return changing.length > 0 ? changing.map(({ cause }) => cause) : all;
}

const isBy = (decisionNo: string, { metadata: { authority } }: LoggedEvent): boolean =>
  authority.basis === 'DECISION' && authority.ref === decisionNo;

const causeOf = ({ index, type, metadata: { actor, authority } }: LoggedEvent): ChangeCause => ({
  event: index,
  type,
  by: actor.id,
  authority: [authority.basis, authority.ref].filter(Boolean).join(' '),
});

const shown = (row: Row | null, column: string): string => valueText(row?.[column] ?? null);

export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(valueText).join('; ') || '–';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  if ('minor' in value && 'ccy' in value) return moneyText({ minor: String(value.minor), ccy: String(value.ccy) });
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${valueText(inner)}`)
    .join(', ');
}
