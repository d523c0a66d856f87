import type { SqlValue } from '@tabularium/sqlite';
import type { CheckedCondition } from '../../conditions';
import type { Cell, Cells } from '../../rows';
import type {
  At,
  DiffCandidate,
  FoundRow,
  PagePlan,
  Source,
  Standing,
  StoredRemoval,
  StoredVersion,
  TableShape,
  ViewReader,
} from '../../storage';
import type { PlannedMeasure, TotalPlan } from '../../totals';
import { filterOf, orderOf } from './filter.adapter';
import { atParameters, atValues, seekVid, stands } from './seek.adapter';
import type { SqlRow, Statements } from './statements.adapter';

const AT = atParameters(1);

/** Questions to the tables of one build. */
export class SqliteViewReader implements ViewReader {
  /** The cells of `v`, amounts as text so that no digit is lost. */
  protected readonly cells: string;

  constructor(
    protected readonly statements: Statements,
    protected readonly t: string,
    protected readonly shape: TableShape,
  ) {
    this.cells = this.cellsFrom('v');
  }

  one(key: string, at: At): FoundRow | null {
    const sql = `SELECT k.key, v.cause${this.cells} FROM ${this.at(at)} AND k.key = ?4`;
    const row = this.statements.of(sql).get(...atValues(at), key);
    return row ? foundRow(row) : null;
  }

  page(source: Source, plan: PagePlan) {
    return source === 'current' ? this.currentPage(plan) : this.pageAt(source, plan);
  }

  aggregate(source: Source, plan: TotalPlan, where: readonly CheckedCondition[]): readonly Cells[] {
    const current = source === 'current';
    const values = current ? [] : atValues(source);
    const filter = filterOf(where, current ? 'v.key' : 'k.key', values.length + 1);
    const from = current ? `${this.t}_cur v WHERE true` : this.at(source);
    const groups = plan.groupBy.map(({ cell }) => `v."${cell}"`);
    const measures = plan.measures.flatMap(measureSql);
    const sql = `SELECT ${[...groups, ...measures].join(', ')} FROM ${from}${filter.sql}`;
    const rows = this.statements
      .of(groups.length ? `${sql} GROUP BY ${groups.join(', ')}` : sql)
      .all(...values, ...filter.values);
    return rows.map((row) => measuresOf(row.map(cellOf), plan));
  }

  each(at: At, visit: (row: FoundRow) => void): void {
    const sql = `SELECT k.key, v.cause${this.cells} FROM ${this.at(at)} ORDER BY k.key`;
    for (const row of this.statements.of(sql).iterate(...atValues(at))) visit(foundRow(row));
  }

  keyId(key: string): number | undefined {
    const row = this.statements.of(`SELECT kid FROM ${this.t}_key WHERE key = ?`).get(key);
    return row && Number(row[0]);
  }

  versionsOf(kid: number, vid: number): readonly StoredVersion[] {
    const sql = `SELECT v.vid, v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v
      WHERE v.kid = ? AND v.vid <= ? ORDER BY v.eff, v.cause, v.vid`;
    return this.statements
      .of(sql)
      .all(kid, vid)
      .map((row) => ({ vid: Number(row[0]), ...standing(row.slice(1)) }));
  }

  removalsOf(kid: number, vid: number): readonly StoredRemoval[] {
    const sql = `SELECT vid, eff, cause FROM ${this.t}_rm WHERE kid = ? AND vid <= ? ORDER BY eff, cause, vid`;
    return this.statements
      .of(sql)
      .all(kid, vid)
      .map(([removed, eff, cause]) => ({ vid: Number(removed), eff: Number(eff), cause: Number(cause) }));
  }

  differences(from: At, to: At): readonly DiffCandidate[] {
    const restated = { ...to, eff: from.eff };
    const seeks = [from, restated, to].map((at, n) => seekVid(this.t, 'c.kid', at, atParameters(5 + n * 3)));
    const sql = `WITH c (kid) AS (
        SELECT kid FROM ${this.t}_ver WHERE vid > ?1 AND vid <= ?2
        UNION SELECT kid FROM ${this.t}_rm WHERE vid > ?1 AND vid <= ?2
        UNION SELECT kid FROM ${this.t}_ver INDEXED BY ${this.t}_ver_eff WHERE eff > ?3 AND eff <= ?4),
      s AS MATERIALIZED (SELECT c.kid, ${seeks[0]} AS a, ${seeks[1]} AS m, ${seeks[2]} AS b FROM c)
      SELECT k.kid, k.key, a.vid, m.vid, b.vid, ${this.differs('a', 'm')}, ${this.differs('m', 'b')}
      FROM s JOIN ${this.t}_key k ON k.kid = s.kid
      LEFT JOIN ${this.t}_ver a ON a.vid = s.a AND a.gone = 0
      LEFT JOIN ${this.t}_ver m ON m.vid = s.m AND m.gone = 0
      LEFT JOIN ${this.t}_ver b ON b.vid = s.b AND b.gone = 0
      WHERE s.a IS NOT s.m OR s.m IS NOT s.b
      ORDER BY k.key`;
    const range = [from.vid, to.vid].sort(ascending).concat([from.eff, to.eff].sort(ascending));
    return this.statements
      .of(sql)
      .all(...range, ...[from, restated, to].flatMap(atValues))
      .map(candidate);
  }

  cellsOf(vids: readonly number[]): ReadonlyMap<number, Cells> {
    const sql = `SELECT v.vid${this.cells} FROM ${this.t}_ver v WHERE v.vid IN (SELECT value FROM json_each(?))`;
    const rows = this.statements.of(sql).all(JSON.stringify(vids));
    return new Map(rows.map((row) => [Number(row[0]), row.slice(1).map(cellOf)]));
  }

  learntOf(kid: number, after: number, upTo: number, eff: number): readonly number[] {
    const where = 'kid = ?1 AND vid > ?2 AND vid <= ?3 AND eff <= ?4';
    const sql = `SELECT vid FROM ${this.t}_ver WHERE ${where} UNION SELECT vid FROM ${this.t}_rm WHERE ${where} ORDER BY 1`;
    return this.statements
      .of(sql)
      .all(kid, after, upTo, eff)
      .map(([vid]) => Number(vid));
  }

  seek(kid: number, at: At): Standing | null {
    const sql = `SELECT v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v WHERE v.vid = ${seekVid(this.t, '?4', at, AT)}`;
    const row = this.statements.of(sql).get(...atValues(at), kid);
    return row ? standing(row) : null;
  }

  places(kid: number, vid: number, after: number, upTo: number): readonly Standing[] {
    const sql = `SELECT v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v
      WHERE v.kid = ?1 AND v.eff > ?3 AND v.eff <= ?4 AND v.vid <= ?2 AND ${stands(this.t, 'v', '?2')}
        AND NOT EXISTS (SELECT 1 FROM ${this.t}_ver n WHERE n.kid = v.kid AND n.eff = v.eff AND n.cause = v.cause
          AND n.vid > v.vid AND n.vid <= ?2)
      ORDER BY v.eff, v.cause`;
    return this.statements.of(sql).all(kid, vid, after, upTo).map(standing);
  }

  dump(after: number, limit: number): { readonly last: number; readonly lines: readonly string[] } | null {
    const key = (kid: string) => `(SELECT key FROM ${this.t}_key WHERE kid = ${kid})`;
    const sql = `SELECT vid, line FROM (
        SELECT v.vid AS vid, json_array('version', v.vid, v.kid, ${key('v.kid')}, v.eff, v.cause, v.gone, v.sched${this.cells}) AS line
          FROM ${this.t}_ver v WHERE v.vid > ?1
        UNION ALL
        SELECT r.vid, json_array('removal', r.vid, r.kid, ${key('r.kid')}, r.eff, r.cause) FROM ${this.t}_rm r WHERE r.vid > ?1)
      ORDER BY vid LIMIT ?2`;
    const rows = this.statements.of(sql).all(after, limit);
    const last = rows.at(-1);
    return last ? { last: Number(last[0]), lines: rows.map(([, line]) => String(line)) } : null;
  }

  protected cellsFrom(alias: string): string {
    const cell = (name: string, kind: string) =>
      kind === 'minor' ? `CAST(${alias}."${name}" AS TEXT)` : `${alias}."${name}"`;
    return this.shape.columns.map(({ name, kind }) => `, ${cell(name, kind)}`).join('');
  }

  private currentPage({ where, sort, limit, offset }: PagePlan) {
    const filter = filterOf(where, 'v.key', 1);
    const from = `${this.t}_cur v WHERE true${filter.sql}`;
    const [n, m] = [filter.values.length + 1, filter.values.length + 2];
    const sql = `SELECT v.key, v.cause${this.cells} FROM ${from} ORDER BY ${orderOf(sort, 'v.key')} LIMIT ?${n} OFFSET ?${m}`;
    const rows = this.statements.of(sql).all(...filter.values, limit, offset);
    return { rows: rows.map(foundRow), total: this.count(`SELECT count(*) FROM ${from}`, filter.values) };
  }

  /** The seeks are the cost: they are made once, for the rows and for their number. */
  private pageAt(at: At, { where, sort, limit, offset }: PagePlan) {
    const filter = filterOf(where, 'k.key', 6);
    const names = new Set(sort.flatMap(({ target }) => (target.at < 0 ? [] : [target.cell])));
    const sorted = [...names].map((name) => `, v."${name}"`).join('');
    const sql = `WITH s AS MATERIALIZED (SELECT k.key AS key, v.vid AS vid${sorted} FROM ${this.at(at)}${filter.sql}),
      p AS MATERIALIZED (SELECT v.* FROM s v ORDER BY ${orderOf(sort, 'v.key')} LIMIT ?4 OFFSET ?5)
      SELECT (SELECT count(*) FROM s), p.key, v.cause${this.cells} FROM (SELECT 1) LEFT JOIN p ON true
      LEFT JOIN ${this.t}_ver v ON v.vid = p.vid`;
    const rows = this.statements.of(sql).all(...atValues(at), limit, offset, ...filter.values);
    const found = rows.filter((row) => row[1] !== null).map((row) => foundRow(row.slice(1)));
    return { rows: found, total: Number(rows[0]?.[0] ?? 0) };
  }

  private count(sql: string, values: readonly SqlValue[]): number {
    return Number(this.statements.of(sql).get(...values)?.[0]);
  }

  /** One seek a key; parameters 1 to 3. */
  private at(at: At): string {
    return `${this.t}_key k JOIN ${this.t}_ver v ON v.vid = ${seekVid(this.t, 'k.kid', at, AT)} WHERE v.gone = 0`;
  }

  private differs(a: string, b: string): string {
    const same = this.shape.columns.map(({ name }) => `${a}."${name}" IS ${b}."${name}"`);
    return `${a}.vid IS NOT ${b}.vid AND NOT (${[`${a}.vid IS NOT NULL`, `${b}.vid IS NOT NULL`, ...same].join(' AND ')})`;
  }
}

const ascending = (a: number, b: number): number => a - b;

/** Bytes are never stored and large integers are read as text, so only these come back. */
const cellOf = (value: SqlValue): Cell => (typeof value === 'string' || typeof value === 'number' ? value : null);

export function standing(row: SqlRow): Standing {
  const [eff, cause, gone, ...cells] = row;
  return { eff: Number(eff), cause: Number(cause), cells: gone === 1 ? null : cells.map(cellOf) };
}

const foundRow = ([key, cause, ...cells]: SqlRow): FoundRow => ({
  key: String(key),
  cause: Number(cause),
  cells: cells.map(cellOf),
});

const vidOf = (value: SqlValue | undefined): number | null => (typeof value === 'number' ? value : null);

const candidate = ([kid, key, before, restated, after, isRestated, isMoved]: SqlRow): DiffCandidate => ({
  kid: Number(kid),
  key: String(key),
  before: vidOf(before),
  restated: vidOf(restated),
  after: vidOf(after),
  isRestated: isRestated === 1,
  isMoved: isMoved === 1,
});

/** Sums are taken in two halves of 32 bits, which neither overflow nor lose digits. */
function measureSql({ of, cell, type }: PlannedMeasure): readonly string[] {
  if (of === 'count') return ['count(*)'];
  if (of === 'sum') return [`CAST(sum(v."${cell}" >> 32) AS TEXT)`, `CAST(sum(v."${cell}" & 4294967295) AS TEXT)`];
  return [type === 'money' ? `CAST(${of}(v."${cell}") AS TEXT)` : `${of}(v."${cell}")`];
}

function measuresOf(row: Cells, { groupBy, measures }: TotalPlan): Cells {
  let at = groupBy.length;
  const answers = measures.map(({ of }): Cell => {
    const [high, low] = [row[at++] ?? null, of === 'sum' ? (row[at++] ?? null) : null];
    return of === 'sum' && high !== null ? ((BigInt(high) << 32n) + BigInt(low ?? 0)).toString() : high;
  });
  return [...row.slice(0, groupBy.length), ...answers];
}
