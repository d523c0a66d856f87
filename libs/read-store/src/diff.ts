import { knownFromOf, lastVid } from './place';
import type { CheckedCondition } from './conditions';
import { matches } from './conditions';
import type { DiffEntry, DiffKind } from './port';
import type { Cells, RowCodec } from './rows';
import { sameCells } from './rows';
import type { At, DiffCandidate, ViewReader } from './storage';

interface Asked {
  /** Rows that do not meet these count as none. */
  readonly shown: readonly CheckedCondition[];
  readonly where: readonly CheckedCondition[];
  readonly limit: number;
  readonly offset: number;
}

interface Rows {
  readonly before: Cells | null;
  readonly restated: Cells | null;
  readonly after: Cells | null;
}

interface Compared extends DiffCandidate {
  /** Rows as they are to be seen, and as they stand. */
  readonly rows: Rows;
  readonly stored: Rows;
}

/**
 * What changed from one basis to another, in key order. An entry meets conditions if its row before, restated or after
 * does. Rows and causes are worked out for the page only.
 */
export async function compareBases(tables: ViewReader, codec: RowCodec, from: At, to: At, asked: Asked) {
  const candidates = (await tables.differences(from, to)).filter(({ isRestated, isMoved }) => isRestated || isMoved);
  const found = asked.where.length || asked.shown.length ? await matching(tables, candidates, asked) : candidates;
  const paged = found.slice(asked.offset, asked.offset + asked.limit);
  const page = shownOnly(await withRows(tables, paged), asked.shown);
  const entries: DiffEntry[] = [];
  for (const candidate of page) entries.push(await entryOf(tables, codec, candidate, from, to));
  return { entries, total: found.length };
}

async function matching(tables: ViewReader, candidates: readonly DiffCandidate[], { where, shown }: Asked) {
  const compared = shownOnly(await withRows(tables, candidates), shown);
  return compared.filter(({ key, rows }) =>
    [rows.before, rows.restated, rows.after].some((cells) => cells && matches(where, key, cells)),
  );
}

/** With rows that are not shown taken for none; what then differs no more is left out. */
function shownOnly(compared: readonly Compared[], shown: readonly CheckedCondition[]): readonly Compared[] {
  if (shown.length === 0) return compared;
  return compared.flatMap((candidate) => {
    const visible = (cells: Cells | null) => (cells && matches(shown, candidate.key, cells) ? cells : null);
    const [before, restated, after] = [
      visible(candidate.rows.before),
      visible(candidate.rows.restated),
      visible(candidate.rows.after),
    ];
    const isRestated = !sameCells(before, restated);
    const isMoved = !sameCells(restated, after);
    return isRestated || isMoved ? [{ ...candidate, rows: { before, restated, after }, isRestated, isMoved }] : [];
  });
}

async function withRows(tables: ViewReader, candidates: readonly DiffCandidate[]): Promise<readonly Compared[]> {
  const vids = new Set(candidates.flatMap(({ before, restated, after }) => [before, restated, after]));
  const cells = await tables.cellsOf([...vids].filter((vid) => vid !== null));
  const row = (vid: number | null): Cells | null => (vid === null ? null : (cells.get(vid) ?? null));
  return candidates.map((candidate) => {
    const stored = { before: row(candidate.before), restated: row(candidate.restated), after: row(candidate.after) };
    return { ...candidate, rows: stored, stored };
  });
}

async function entryOf(tables: ViewReader, codec: RowCodec, compared: Compared, from: At, to: At): Promise<DiffEntry> {
  const { key, rows, isRestated, isMoved } = compared;
  const causes = new Set<number>();
  if (isRestated) for (const cause of await restatingCauses(tables, compared, from, to)) causes.add(cause);
  if (isMoved) for (const cause of await movingCauses(tables, compared, from, to)) causes.add(cause);
  const columns = new Set([
    ...codec.differing(rows.before, rows.restated),
    ...codec.differing(rows.restated, rows.after),
  ]);
  const decode = (cells: Cells | null) => cells && codec.decode(cells);
  return {
    key,
    kinds: kindsOf(rows, isRestated, isMoved),
    before: decode(rows.before),
    restated: decode(rows.restated),
    after: decode(rows.after),
    columns: Object.keys(codec.columns).filter((name) => columns.has(name)),
    causes: [...causes].sort((a, b) => a - b),
  };
}

function kindsOf({ before, after }: Rows, isRestated: boolean, isMoved: boolean): readonly DiffKind[] {
  const kinds: DiffKind[] = [];
  if (!before && after) kinds.push('added');
  else if (before && !after) kinds.push('removed');
  else if (isMoved) kinds.push('changed');
  if (isRestated) kinds.push('restated');
  return kinds;
}

/** Log indexes between the two at which the row at the earlier date became another one. */
async function restatingCauses(
  tables: ViewReader,
  { kid, stored }: Compared,
  from: At,
  to: At,
): Promise<readonly number[]> {
  const [earlier, later] = from.vid <= to.vid ? [from, to] : [to, from];
  const learnt = await tables.learntOf(kid, earlier.vid, later.vid, from.eff);
  const causes: number[] = [];
  let row = earlier === from ? stored.before : stored.restated;
  for (const index of new Set(learnt.map(knownFromOf))) {
    const next = (await tables.seek(kid, { vid: lastVid(index), eff: from.eff, now: later.now }))?.cells ?? null;
    if (!sameCells(row, next)) causes.push(index);
    row = next;
  }
  return causes;
}

/** The facts between the two dates that changed the row, as known at the later basis. */
async function movingCauses(
  tables: ViewReader,
  { kid, stored }: Compared,
  from: At,
  to: At,
): Promise<readonly number[]> {
  const [earlier, later] = from.eff <= to.eff ? [from, to] : [to, from];
  const causes: number[] = [];
  let row = earlier === from ? stored.restated : stored.after;
  for (const place of await tables.places(kid, to.vid, earlier.eff, later.eff)) {
    if (!sameCells(row, place.cells)) causes.push(place.cause);
    row = place.cells;
  }
  return causes;
}
