import type { SqlDatabase, SqlStatement, SqlValue } from '@tabularium/sqlite';

export type SqlRow = readonly SqlValue[];

/** A connection whose statements are prepared once and give rows as arrays. */
export class Statements {
  private readonly prepared = new Map<string, SqlStatement<SqlRow>>();

  constructor(readonly db: SqlDatabase) {}

  of(sql: string): SqlStatement<SqlRow> {
    const known = this.prepared.get(sql);
    if (known) return known;
    const statement = this.db.prepare<SqlRow>(sql, { arrays: true });
    this.prepared.set(sql, statement);
    return statement;
  }

  /** After tables were dropped or made. */
  clear(): void {
    this.prepared.clear();
  }
}

const ROWS_AT_ONCE = 16;

/** Inserts rows 16 at a time, which costs half of one at a time. */
export class BulkInsert {
  private values: SqlValue[] = [];
  private readonly many: SqlStatement<SqlRow>;
  private readonly single: SqlStatement<SqlRow>;

  constructor(
    statements: Statements,
    into: string,
    private readonly width: number,
  ) {
    const row = `(${Array<string>(width).fill('?').join(',')})`;
    this.many = statements.of(`INSERT INTO ${into} VALUES ${Array<string>(ROWS_AT_ONCE).fill(row).join(',')}`);
    this.single = statements.of(`INSERT INTO ${into} VALUES ${row}`);
  }

  get pending(): boolean {
    return this.values.length > 0;
  }

  add(values: SqlRow): void {
    for (const value of values) this.values.push(value);
    if (this.values.length < ROWS_AT_ONCE * this.width) return;
    this.many.run(...this.values);
    this.values = [];
  }

  flush(): void {
    for (let at = 0; at < this.values.length; at += this.width)
      this.single.run(...this.values.slice(at, at + this.width));
    this.values = [];
  }

  discard(): void {
    this.values = [];
  }
}
