import type { Session, SqlRow } from './session.adapter';

const ROWS_AT_ONCE = 2_000;

/** Rows for a table, held back and sent as one statement, an array for each column. */
export class BulkInsert {
  private columns: SqlRow[number][][] = [];
  private readonly sql: string;

  /** `types`: of the columns in order. `conflict`: what follows the values. */
  constructor(
    private readonly session: Session,
    into: string,
    private readonly types: readonly string[],
    conflict = '',
  ) {
    const arrays = types.map((type, n) => `$${n + 1}::${type}[]`).join(', ');
    this.sql = `INSERT INTO ${into} SELECT * FROM unnest(${arrays})${conflict}`;
  }

  get length(): number {
    return this.columns[0]?.length ?? 0;
  }

  /** True when it is time to flush. */
  add(values: SqlRow): boolean {
    if (this.columns.length === 0) this.columns = this.types.map(() => []);
    for (let n = 0; n < values.length; n++) this.columns[n]?.push(values[n] ?? null);
    return this.length >= ROWS_AT_ONCE;
  }

  async flush(): Promise<void> {
    if (this.length === 0) return;
    const columns = this.columns;
    this.columns = [];
    await this.session.prepared(this.sql, columns);
  }
}
