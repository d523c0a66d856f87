/** What Tabularium uses of the API that `node:sqlite` and `@photostructure/sqlite` share. */
export interface DriverStatement {
  run(...parameters: readonly unknown[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
  get(...parameters: readonly unknown[]): unknown;
  all(...parameters: readonly unknown[]): unknown[];
  iterate(...parameters: readonly unknown[]): IterableIterator<unknown>;
  setReadBigInts(enabled: boolean): void;
  /** Absent before Node 22.16. */
  setReturnArrays?(enabled: boolean): void;
}

export interface DriverDatabase {
  prepare(sql: string): DriverStatement;
  exec(sql: string): void;
  close(): void;
}

type DriverModule = {
  readonly DatabaseSync: new (file: string, options: { readonly readOnly: boolean }) => DriverDatabase;
};

/** First version whose built-in module needs no flag. */
const builtInSince = [22, 13] as const;

/** True when this Node has SQLite built in; otherwise the package with the same API is used. */
export function hasBuiltInSqlite(version: string = process.versions.node): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > builtInSince[0] || (major === builtInSince[0] && minor >= builtInSince[1]);
}

export function openDriver(file: string, readOnly: boolean): DriverDatabase {
  const { DatabaseSync } = driverModule();
  return new DatabaseSync(file, { readOnly });
}

function driverModule(): DriverModule {
  // Only one of the two exists on a given machine, so neither can be a static import.
  return require(hasBuiltInSqlite() ? 'node:sqlite' : '@photostructure/sqlite') as DriverModule;
}
