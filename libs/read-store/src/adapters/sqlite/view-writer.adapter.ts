import type { Place } from '../../place';
import { lastVid } from '../../place';
import type { At, CurrentRow, NewRemoval, NewVersion, Standing, TableShape, ViewWriter } from '../../storage';
import { seekVid, stands } from './seek.adapter';
import type { Statements } from './statements.adapter';
import { BulkInsert } from './statements.adapter';
import { SqliteViewReader, standing } from './view-reader.adapter';

/** Everything known: no event has an index as large. */
const ALL = lastVid(2 ** 32);

/** Writes to the tables of one build; rows are held back until a read of their key or the commit. */
export class SqliteViewWriter extends SqliteViewReader implements ViewWriter {
  private readonly keys: BulkInsert;
  private readonly versions: BulkInsert;
  private readonly removals: BulkInsert;
  private readonly intoCurrent: string;
  private heldKeys = new Map<string, number>();
  private heldRows = new Set<number>();

  constructor(statements: Statements, t: string, shape: TableShape) {
    super(statements, t, shape);
    this.keys = new BulkInsert(statements, `${t}_key`, 2);
    this.versions = new BulkInsert(statements, `${t}_ver`, 6 + shape.columns.length);
    this.removals = new BulkInsert(statements, `${t}_rm`, 4);
    this.intoCurrent = intoCurrent(t, shape);
  }

  flush(): void {
    this.keys.flush();
    this.versions.flush();
    this.removals.flush();
    this.forget();
  }

  discard(): void {
    this.keys.discard();
    this.versions.discard();
    this.removals.discard();
    this.forget();
  }

  override keyId(key: string): number | undefined {
    return this.heldKeys.get(key) ?? super.keyId(key);
  }

  override seek(kid: number, at: At): Standing | null {
    this.release(kid);
    return super.seek(kid, at);
  }

  override dump(after: number, limit: number) {
    this.flush();
    return super.dump(after, limit);
  }

  nextKeyId(): number {
    this.flush();
    return Number(this.statements.of(`SELECT coalesce(max(kid), 0) + 1 FROM ${this.t}_key`).get()?.[0]);
  }

  addKey(kid: number, key: string): void {
    this.heldKeys.set(key, kid);
    this.keys.add([kid, key]);
  }

  addVersion({ vid, kid, eff, cause, sched, cells }: NewVersion): void {
    this.heldRows.add(kid);
    const row = cells ?? this.shape.columns.map(() => null);
    this.versions.add([vid, kid, eff, cause, cells ? 0 : 1, sched ? 1 : 0, ...row]);
  }

  addRemoval({ vid, kid, eff, cause }: NewRemoval): void {
    this.heldRows.add(kid);
    this.removals.add([kid, eff, cause, vid]);
  }

  last(kid: number): Standing | null {
    return this.standing(kid, '', 'DESC', [], 1)[0] ?? null;
  }

  before(kid: number, { eff, cause }: Place): Standing | null {
    return this.standing(kid, 'AND (v.eff, v.cause) < (?2, ?3)', 'DESC', [eff, cause], 1)[0] ?? null;
  }

  chain(kid: number, { eff, cause }: Place, limit: number): readonly Standing[] {
    return this.standing(kid, 'AND (v.eff, v.cause) >= (?2, ?3)', 'ASC', [eff, cause], limit);
  }

  undo(fromVid: number, fromKid: number): void {
    this.flush();
    this.statements.of(`DELETE FROM ${this.t}_ver WHERE vid >= ?`).run(fromVid);
    this.statements.of(`DELETE FROM ${this.t}_rm WHERE vid >= ?`).run(fromVid);
    this.statements.of(`DELETE FROM ${this.t}_key WHERE kid >= ?`).run(fromKid);
  }

  rebuildCurrent(eff: number): void {
    this.flush();
    const at = { vid: ALL, eff, now: eff };
    const seek = seekVid(this.t, 'k.kid', at, { vid: String(ALL), eff: '?1', now: '?1' });
    this.statements.of(`DELETE FROM ${this.t}_cur`).run();
    this.statements.of(`DELETE FROM ${this.t}_pend`).run();
    this.statements
      .of(
        `INSERT INTO ${this.t}_cur SELECT k.kid, k.key, v.eff, v.cause${this.names('v.')}
          FROM ${this.t}_key k JOIN ${this.t}_ver v ON v.vid = ${seek} WHERE v.gone = 0`,
      )
      .run(eff);
    this.statements
      .of(`INSERT OR IGNORE INTO ${this.t}_pend SELECT eff, kid FROM ${this.t}_ver WHERE eff > ?`)
      .run(eff);
  }

  putCurrent({ kid, key, eff, cause, cells }: CurrentRow): void {
    if (!cells) this.statements.of(`DELETE FROM ${this.t}_cur WHERE kid = ?`).run(kid);
    else this.statements.of(this.intoCurrent).run(kid, key, eff, cause, ...cells);
  }

  addHint(eff: number, kid: number): void {
    this.statements.of(`INSERT OR IGNORE INTO ${this.t}_pend VALUES (?, ?)`).run(eff, kid);
  }

  takeHints(upTo: number) {
    const sql = `SELECT DISTINCT k.kid, k.key FROM ${this.t}_pend p JOIN ${this.t}_key k ON k.kid = p.kid
      WHERE p.eff <= ? ORDER BY k.kid`;
    const rows = this.statements.of(sql).all(upTo);
    this.statements.of(`DELETE FROM ${this.t}_pend WHERE eff <= ?`).run(upTo);
    return rows.map(([kid, key]) => ({ kid: Number(kid), key: String(key) }));
  }

  /** What stands of a key at the head. */
  private standing(kid: number, where: string, order: string, place: readonly number[], limit: number) {
    this.release(kid);
    const sql = `SELECT v.eff, v.cause, v.gone${this.cells} FROM ${this.t}_ver v INDEXED BY ${this.t}_ver_place
      WHERE v.kid = ?1 ${where} AND ${stands(this.t, 'v')}
        AND NOT EXISTS (SELECT 1 FROM ${this.t}_ver n WHERE n.kid = v.kid AND n.eff = v.eff AND n.cause = v.cause
          AND n.vid > v.vid)
      ORDER BY v.eff ${order}, v.cause ${order} LIMIT ${limit}`;
    return this.statements
      .of(sql)
      .all(kid, ...place)
      .map(standing);
  }

  private names(prefix: string): string {
    return this.shape.columns.map(({ name }) => `, ${prefix}"${name}"`).join('');
  }

  private release(kid: number): void {
    if (this.heldRows.has(kid)) this.flush();
  }

  private forget(): void {
    if (this.heldKeys.size > 0) this.heldKeys = new Map();
    if (this.heldRows.size > 0) this.heldRows = new Set();
  }
}

/** Costs half of `INSERT OR REPLACE`, which takes the row out of every index first. */
function intoCurrent(t: string, { columns }: TableShape): string {
  const told = columns.map(({ name }) => `, "${name}" = excluded."${name}"`).join('');
  return `INSERT INTO ${t}_cur VALUES (?, ?, ?, ?${', ?'.repeat(columns.length)})
    ON CONFLICT (kid) DO UPDATE SET eff = excluded.eff, cause = excluded.cause${told}`;
}
