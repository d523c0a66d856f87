import { TypeOverrides, types, type ClientBase } from 'pg';
import { known } from './failures.adapter';

export type SqlValue = string | number | bigint | boolean | null | readonly (string | number | boolean | null)[];
export type SqlRow = readonly (string | number | boolean | null)[];

/** Every bigint we store is a safe integer, but for amounts, which are read as text. */
export const typeParsers = new TypeOverrides();
typeParsers.setTypeParser(types.builtins.INT8, Number);

const names = new Map<string, string>();

/** The same text has the same name on every connection. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `tabularium_${names.size}`;
  names.set(sql, name);
  return name;
}

/** A connection within a transaction, giving rows as arrays. Throws ReadStoreUnavailable when the server goes away. */
export class Session {
  constructor(private readonly client: ClientBase) {}

  async rows(sql: string, values: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return (await this.query({ text: sql, values, rowMode: 'array' })).rows as readonly SqlRow[];
  }

  /** As `rows`, planned once a connection: for texts of which there are few. */
  async prepared(sql: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return (await this.query({ name: nameOf(sql), text: sql, values, rowMode: 'array' })).rows as readonly SqlRow[];
  }

  /** Statements one after the other in one round trip; gives the rows of the last. */
  async script(sql: string): Promise<readonly SqlRow[]> {
    const results = await this.query({ text: sql, rowMode: 'array' });
    const last = Array.isArray(results) ? (results as readonly { readonly rows: unknown }[]).at(-1) : results;
    return last?.rows as readonly SqlRow[];
  }

  /** The command the server says it has carried out: a COMMIT of a failed transaction is a ROLLBACK. */
  async command(sql: string): Promise<string> {
    return (await this.query({ text: sql, rowMode: 'array' })).command;
  }

  private async query(config: {
    readonly name?: string;
    readonly text: string;
    readonly values?: readonly SqlValue[];
    readonly rowMode: 'array';
  }) {
    try {
      return await this.client.query({ ...config, values: config.values ? [...config.values] : undefined });
    } catch (error) {
      throw known(error);
    }
  }
}
