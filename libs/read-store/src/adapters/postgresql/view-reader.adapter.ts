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
import { storable } from './log.adapter';
import { atParameters, atValues, seekVid, stands } from './seek.adapter';
import type { Session, SqlRow, SqlValue } from './session.adapter';

const AT = atParameters(1);
const ROWS_AT_ONCE = 2_000;

/** Questions to the tables of one build. */
export class PostgresViewReader implements ViewReader {
  /** The cells of `v`, amounts as text so that no digit is lost. */
  protected readonly cells: string;

  constructor(
    protected readonly session: Session,
    protected readonly t: string,
    protected readonly shape: TableShape,
  ) {
    const cell = (name: string, kind: string) => (kind === 'minor' ? `v."${name}"::text` : `v."${name}"`);
    this.cells = shape.columns.map(({ name, kind }) => `, ${cell(name, kind)}`).join('');
  }

  async one(key: string, at: At): Promise<FoundRow | null> {
    if (!storable(key)) return null;
    const sql = `SELECT k.key, v.cause${this.cells} FROM ${this.at(at)} AND k.key = $4`;
    const [row] = await this.prepared(sql, [...atValues(at), key]);
    return row ? foundRow(row) : null;
  }

  page(source: Source, plan: PagePlan) {
    return source === 'current' ? this.currentPage(plan) : this.pageAt(source, plan);
  }

  async aggregate(source: Source, plan: TotalPlan, where: readonly CheckedCondition[]): Promise<readonly Cells[]> {
    const current = source === 'current';
    const values = current ? [] : atValues(source);
    const filter = filterOf(where, current ? 'v.key' : 'k.key', values.length + 1);
    const from = current ? `${this.t}_cur v WHERE true` : this.at(source);
    const groups = plan.groupBy.map(({ cell }) => `v."${cell}"`);
    const sql = `SELECT ${[...groups, ...plan.measures.map(measureSql)].join(', ')} FROM ${from}${filter.sql}`;
    const grouped = groups.length > 0 ? `${sql} GROUP BY ${groups.join(', ')}` : sql;
    return (await this.rows(grouped, [...values, ...filter.values])).map((row) => row.map(cellOf));
  }

  /** Through a cursor, so that a large view is never in memory as a whole. */
  async each(at: At, visit: (row: FoundRow) => void): Promise<void> {
    const sql = `SELECT k.key, v.cause${this.cells} FROM ${this.at(at)} ORDER BY k.key`;
    await this.rows(`DECLARE every_row NO SCROLL CURSOR FOR ${sql}`, atValues(at));
    for (let size = ROWS_AT_ONCE; size === ROWS_AT_ONCE;) {
      const rows = await this.rows(`FETCH ${ROWS_AT_ONCE} FROM every_row`, []);
      for (const row of rows) visit(foundRow(row));
      size = rows.length;
    }
    await this.rows('CLOSE every_row', []);
  }

  async keyId(key: string): Promise<number | undefined> {
    if (!storable(key)) return undefined;
    const [row] = await this.session.prepared(`SELECT kid FROM ${this.t}_key WHERE key = $1`, [key]);
    return row && Number(row[0]);
  }

  async versionsOf(kid: number, vid: number): Promise<readonly StoredVersion[]> {
    const sql = `SELECT v.vid, v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v
      WHERE v.kid = $1 AND v.vid <= $2 ORDER BY v.eff, v.cause, v.vid`;
    const rows = await this.prepared(sql, [kid, vid]);
    return rows.map((row) => ({ vid: Number(row[0]), ...standing(row.slice(1)) }));
  }

  async removalsOf(kid: number, vid: number): Promise<readonly StoredRemoval[]> {
    const sql = `SELECT vid, eff, cause FROM ${this.t}_rm WHERE kid = $1 AND vid <= $2 ORDER BY eff, cause, vid`;
    const rows = await this.prepared(sql, [kid, vid]);
    return rows.map(([removed, eff, cause]) => ({ vid: Number(removed), eff: Number(eff), cause: Number(cause) }));
  }

  async differences(from: At, to: At): Promise<readonly DiffCandidate[]> {
    const restated = { ...to, eff: from.eff };
    const seeks = [from, restated, to].map((at, n) => seekVid(this.t, 'c.kid', at, atParameters(5 + n * 3)));
    const sql = `WITH c (kid) AS (
        SELECT kid FROM ${this.t}_ver WHERE vid > $1 AND vid <= $2
        UNION SELECT kid FROM ${this.t}_rm WHERE vid > $1 AND vid <= $2
        UNION SELECT kid FROM ${this.t}_ver WHERE eff > $3 AND eff <= $4),
      s AS MATERIALIZED (SELECT c.kid, ${seeks[0]} AS a, ${seeks[1]} AS m, ${seeks[2]} AS b FROM c)
      SELECT k.kid, k.key, a.vid, m.vid, b.vid, ${this.differs('a', 'm')}, ${this.differs('m', 'b')}
      FROM s JOIN ${this.t}_key k ON k.kid = s.kid
      LEFT JOIN ${this.t}_ver a ON a.vid = s.a AND NOT a.gone
      LEFT JOIN ${this.t}_ver m ON m.vid = s.m AND NOT m.gone
      LEFT JOIN ${this.t}_ver b ON b.vid = s.b AND NOT b.gone
      WHERE s.a IS DISTINCT FROM s.m OR s.m IS DISTINCT FROM s.b
      ORDER BY k.key`;
    const range = [from.vid, to.vid].sort(ascending).concat([from.eff, to.eff].sort(ascending));
    return (await this.rows(sql, [...range, ...[from, restated, to].flatMap(atValues)])).map(candidate);
  }

  async cellsOf(vids: readonly number[]): Promise<ReadonlyMap<number, Cells>> {
    const sql = `SELECT v.vid${this.cells} FROM ${this.t}_ver v WHERE v.vid = ANY ($1::bigint[])`;
    const rows = await this.prepared(sql, [vids]);
    return new Map(rows.map((row) => [Number(row[0]), row.slice(1).map(cellOf)]));
  }

  async learntOf(kid: number, after: number, upTo: number, eff: number): Promise<readonly number[]> {
    const where = 'kid = $1 AND vid > $2 AND vid <= $3 AND eff <= $4';
    const sql = `SELECT vid FROM ${this.t}_ver WHERE ${where} UNION SELECT vid FROM ${this.t}_rm WHERE ${where} ORDER BY 1`;
    return (await this.prepared(sql, [kid, after, upTo, eff])).map(([vid]) => Number(vid));
  }

  async seek(kid: number, at: At): Promise<Standing | null> {
    const sql = `SELECT v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v WHERE v.vid = ${seekVid(this.t, '$4', at, AT)}`;
    const [row] = await this.prepared(sql, [...atValues(at), kid]);
    return row ? standing(row) : null;
  }

  async places(kid: number, vid: number, after: number, upTo: number): Promise<readonly Standing[]> {
    const sql = `SELECT v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v
      WHERE v.kid = $1 AND v.eff > $3 AND v.eff <= $4 AND v.vid <= $2 AND ${stands(this.t, 'v', '$2')}
        AND NOT EXISTS (SELECT 1 FROM ${this.t}_ver n WHERE n.kid = v.kid AND n.eff = v.eff AND n.cause = v.cause
          AND n.vid > v.vid AND n.vid <= $2)
      ORDER BY v.eff, v.cause`;
    return (await this.prepared(sql, [kid, vid, after, upTo])).map(standing);
  }

  /** Rows as PostgreSQL writes them: both builds that are compared are kept here. */
  async dump(after: number, limit: number) {
    const line = (kind: string, row: string) => `concat_ws(' ', '${kind}', to_json(k.key), ${row}::text)`;
    const sql = `SELECT vid, line FROM (
        SELECT v.vid, ${line('version', 'v')} AS line FROM ${this.t}_ver v JOIN ${this.t}_key k USING (kid) WHERE v.vid > $1
        UNION ALL
        SELECT r.vid, ${line('removal', 'r')} FROM ${this.t}_rm r JOIN ${this.t}_key k USING (kid) WHERE r.vid > $1) lines
      ORDER BY vid LIMIT $2`;
    const rows = await this.rows(sql, [after, limit]);
    const last = rows.at(-1);
    return last ? { last: Number(last[0]), lines: rows.map(([, text]) => String(text)) } : null;
  }

  /** For texts that depend on what is asked. */
  protected rows(sql: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.session.rows(sql, values);
  }

  /** For texts of which a build has one. */
  protected prepared(sql: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return this.session.prepared(sql, values);
  }

  private async currentPage({ where, sort, limit, offset }: PagePlan) {
    const filter = filterOf(where, 'v.key', 1);
    const from = `${this.t}_cur v WHERE true${filter.sql}`;
    const order = `ORDER BY ${orderOf(sort, 'v.key')} LIMIT ${limit} OFFSET ${offset}`;
    const rows = await this.rows(`SELECT v.key, v.cause${this.cells} FROM ${from} ${order}`, filter.values);
    const [count] = await this.rows(`SELECT count(*) FROM ${from}`, filter.values);
    return { rows: rows.map(foundRow), total: Number(count?.[0]) };
  }

  /** The seeks are the cost: they are made once, for the rows and for their number. */
  private async pageAt(at: At, { where, sort, limit, offset }: PagePlan) {
    const filter = filterOf(where, 'k.key', 4);
    const names = new Set(sort.flatMap(({ target }) => (target.at < 0 ? [] : [target.cell])));
    const sorted = [...names].map((name) => `, v."${name}"`).join('');
    const order = orderOf(sort, 'v.key');
    const sql = `WITH s AS MATERIALIZED (SELECT k.key AS key, v.vid AS vid${sorted} FROM ${this.at(at)}${filter.sql}),
      p AS MATERIALIZED (SELECT v.*, row_number() OVER (ORDER BY ${order}) AS place FROM s v
        ORDER BY ${order} LIMIT ${limit} OFFSET ${offset})
      SELECT (SELECT count(*) FROM s), p.key, v.cause${this.cells} FROM (SELECT 1) one LEFT JOIN p ON true
      LEFT JOIN ${this.t}_ver v ON v.vid = p.vid ORDER BY p.place`;
    const rows = await this.rows(sql, [...atValues(at), ...filter.values]);
    const found = rows.filter((row) => row[1] !== null).map((row) => foundRow(row.slice(1)));
    return { rows: found, total: Number(rows[0]?.[0] ?? 0) };
  }

  /** One seek a key; parameters 1 to 3. */
  private at(at: At): string {
    return `${this.t}_key k JOIN ${this.t}_ver v ON v.vid = ${seekVid(this.t, 'k.kid', at, AT)} WHERE NOT v.gone`;
  }

  private differs(a: string, b: string): string {
    const same = this.shape.columns.map(({ name }) => `${a}."${name}" IS NOT DISTINCT FROM ${b}."${name}"`);
    return `${a}.vid IS DISTINCT FROM ${b}.vid AND NOT (${[`${a}.vid IS NOT NULL`, `${b}.vid IS NOT NULL`, ...same].join(' AND ')})`;
  }
}

const ascending = (a: number, b: number): number => a - b;

const cellOf = (value: SqlRow[number]): Cell => (typeof value === 'boolean' ? Number(value) : value);

export function standing(row: SqlRow): Standing {
  const [eff, cause, gone, ...cells] = row;
  return { eff: Number(eff), cause: Number(cause), cells: gone === true ? null : cells.map(cellOf) };
}

const foundRow = ([key, cause, ...cells]: SqlRow): FoundRow => ({
  key: String(key),
  cause: Number(cause),
  cells: cells.map(cellOf),
});

const vidOf = (value: SqlRow[number] | undefined): number | null => (typeof value === 'number' ? value : null);

const candidate = ([kid, key, before, restated, after, isRestated, isMoved]: SqlRow): DiffCandidate => ({
  kid: Number(kid),
  key: String(key),
  before: vidOf(before),
  restated: vidOf(restated),
  after: vidOf(after),
  isRestated: isRestated === true,
  isMoved: isMoved === true,
});

/** Sums of bigint are numeric here: they neither overflow nor lose digits. */
function measureSql({ of, cell, type }: PlannedMeasure): string {
  if (of === 'count') return 'count(*)';
  return `${of}(v."${cell}")${of === 'sum' || type === 'money' ? '::text' : ''}`;
}
