import type { Place } from '../../place';
import { lastVid } from '../../place';
import type { At, CurrentRow, NewRemoval, NewVersion, Standing, TableShape, ViewWriter } from '../../storage';
import { BulkInsert } from './bulk.adapter';
import { seekVid, stands } from './seek.adapter';
import type { Session, SqlRow, SqlValue } from './session.adapter';
import { PostgresViewReader, standing } from './view-reader.adapter';

/** Everything known: no event has an index as large. */
const ALL = lastVid(2 ** 32);

/** Writes to the tables of one build in one transaction; rows are held back until a read of their key or the commit. */
export class PostgresViewWriter extends PostgresViewReader implements ViewWriter {
  private readonly keys: BulkInsert;
  private readonly versions: BulkInsert;
  private readonly removals: BulkInsert;
  private readonly current: BulkInsert;
  private readonly hints: BulkInsert;
  private heldKeys = new Map<string, number>();
  private heldRows = new Set<number>();
  private heldCurrent = new Map<number, CurrentRow>();

  constructor(session: Session, t: string, shape: TableShape) {
    super(session, t, shape);
    const cells = shape.columns.map(({ kind }) => (kind === 'text' ? 'text' : 'bigint'));
    this.keys = new BulkInsert(session, `${t}_key`, ['integer', 'text']);
    const version = ['bigint', 'integer', 'bigint', 'bigint', 'boolean', 'boolean'];
    this.versions = new BulkInsert(session, `${t}_ver`, [...version, ...cells]);
    this.removals = new BulkInsert(session, `${t}_rm`, ['integer', 'bigint', 'bigint', 'bigint']);
    this.current = new BulkInsert(session, `${t}_cur`, ['integer', 'text', 'bigint', 'bigint', ...cells]);
    this.hints = new BulkInsert(session, `${t}_pend`, ['bigint', 'integer'], ' ON CONFLICT DO NOTHING');
  }

  /** Statements are sent one behind the other without waiting; the server carries them out in this order. */
  async flush(): Promise<void> {
    await Promise.all([this.flushRows(), this.flushCurrent(), this.hints.flush()]);
  }

  override async keyId(key: string): Promise<number | undefined> {
    return this.heldKeys.get(key) ?? super.keyId(key);
  }

  async nextKeyId(): Promise<number> {
    const [row] = await this.rows(`SELECT coalesce(max(kid), 0) + 1 FROM ${this.t}_key`, []);
    return Number(row?.[0]);
  }

  addKey(kid: number, key: string): Promise<void> | undefined {
    this.heldKeys.set(key, kid);
    return this.keys.add([kid, key]) ? this.flushRows() : undefined;
  }

  addVersion({ vid, kid, eff, cause, sched, cells }: NewVersion): Promise<void> | undefined {
    this.heldRows.add(kid);
    const row = cells ?? this.shape.columns.map(() => null);
    return this.versions.add([vid, kid, eff, cause, cells === null, sched, ...row]) ? this.flushRows() : undefined;
  }

  addRemoval({ vid, kid, eff, cause }: NewRemoval): Promise<void> | undefined {
    this.heldRows.add(kid);
    return this.removals.add([kid, eff, cause, vid]) ? this.flushRows() : undefined;
  }

  override async seek(kid: number, at: At): Promise<Standing | null> {
    const released = this.release(kid);
    const p = { vid: '$1::bigint', eff: '$2::bigint', now: '$3::bigint' };
    const sql = `SELECT v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v WHERE v.vid = ${seekVid(this.t, '$4', at, p)}`;
    const [found] = await Promise.all([this.session.prepared(sql, [at.vid, at.eff, at.now, kid]), released]);
    return standingOrNull(found);
  }

  async last(kid: number): Promise<Standing | null> {
    return (await this.standing(kid, '', 'DESC', [], 1))[0] ?? null;
  }

  async before(kid: number, { eff, cause }: Place): Promise<Standing | null> {
    return (await this.standing(kid, 'AND (v.eff, v.cause) < ($2, $3)', 'DESC', [eff, cause], 1))[0] ?? null;
  }

  chain(kid: number, { eff, cause }: Place, limit: number): Promise<readonly Standing[]> {
    return this.standing(kid, 'AND (v.eff, v.cause) >= ($2, $3)', 'ASC', [eff, cause], limit);
  }

  async undo(fromVid: number, fromKid: number): Promise<void> {
    await this.rows(`DELETE FROM ${this.t}_ver WHERE vid >= $1`, [fromVid]);
    await this.rows(`DELETE FROM ${this.t}_rm WHERE vid >= $1`, [fromVid]);
    await this.rows(`DELETE FROM ${this.t}_key WHERE kid >= $1`, [fromKid]);
  }

  async rebuildCurrent(eff: number): Promise<void> {
    const at = { vid: ALL, eff, now: eff };
    const seek = seekVid(this.t, 'k.kid', at, { vid: String(ALL), eff: '$1::bigint', now: '$1::bigint' });
    const names = this.shape.columns.map(({ name }) => `, v."${name}"`).join('');
    await this.rows(`DELETE FROM ${this.t}_cur`, []);
    await this.rows(`DELETE FROM ${this.t}_pend`, []);
    await this.rows(
      `INSERT INTO ${this.t}_cur SELECT k.kid, k.key, v.eff, v.cause${names}
        FROM ${this.t}_key k JOIN ${this.t}_ver v ON v.vid = ${seek} WHERE NOT v.gone`,
      [eff],
    );
    await this.rows(`INSERT INTO ${this.t}_pend SELECT DISTINCT eff, kid FROM ${this.t}_ver WHERE eff > $1`, [eff]);
  }

  putCurrent(row: CurrentRow): void {
    this.heldCurrent.set(row.kid, row);
  }

  addHint(eff: number, kid: number): Promise<void> | undefined {
    return this.hints.add([eff, kid]) ? this.hints.flush() : undefined;
  }

  async takeHints(upTo: number) {
    const sql = `SELECT DISTINCT k.kid, k.key FROM ${this.t}_pend p JOIN ${this.t}_key k ON k.kid = p.kid
      WHERE p.eff <= $1 ORDER BY k.kid`;
    const rows = await this.rows(sql, [upTo]);
    await this.rows(`DELETE FROM ${this.t}_pend WHERE eff <= $1`, [upTo]);
    return rows.map(([kid, key]) => ({ kid: Number(kid), key: String(key) }));
  }

  /** Whatever is asked is asked about everything written. */
  protected override async rows(sql: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return (await Promise.all([this.flush(), super.rows(sql, values)]))[1];
  }

  protected override async prepared(sql: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return (await Promise.all([this.flush(), super.prepared(sql, values)]))[1];
  }

  /** What stands of a key at the head. */
  private async standing(kid: number, where: string, order: string, place: readonly number[], limit: number) {
    const released = this.release(kid);
    const sql = `SELECT v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v
      WHERE v.kid = $1 ${where} AND ${stands(this.t, 'v')}
        AND NOT EXISTS (SELECT 1 FROM ${this.t}_ver n WHERE n.kid = v.kid AND n.eff = v.eff AND n.cause = v.cause
          AND n.vid > v.vid)
      ORDER BY v.eff ${order}, v.cause ${order} LIMIT ${limit}`;
    const [found] = await Promise.all([this.session.prepared(sql, [kid, ...place]), released]);
    return found.map(standing);
  }

  private release(kid: number): Promise<void> | undefined {
    return this.heldRows.has(kid) ? this.flushRows() : undefined;
  }

  private async flushRows(): Promise<void> {
    if (this.heldKeys.size > 0) this.heldKeys = new Map();
    if (this.heldRows.size > 0) this.heldRows = new Set();
    await Promise.all([this.keys.flush(), this.versions.flush(), this.removals.flush()]);
  }

  private async flushCurrent(): Promise<void> {
    if (this.heldCurrent.size === 0) return;
    const held = this.heldCurrent;
    this.heldCurrent = new Map();
    for (const { kid, key, eff, cause, cells } of held.values())
      if (cells) this.current.add([kid, key, eff, cause, ...cells]);
    const gone = `DELETE FROM ${this.t}_cur WHERE kid = ANY ($1::integer[])`;
    await Promise.all([this.session.prepared(gone, [[...held.keys()]]), this.current.flush()]);
  }
}

const standingOrNull = ([row]: readonly SqlRow[]): Standing | null => (row ? standing(row) : null);
