import { existsSync } from 'node:fs';
import { openSqlite, sqliteCode } from '@tabularium/sqlite';
import { StoreUnavailable } from '../../port';
import type { EmbeddedPlace } from './place';
import { fileOf } from './place';

/**
 * Writes the log as it stands at one moment into a new file, beside a running writer, which it does not hold up. The file
 * must not be there; it is not yet synced. Throws StoreUnavailable: no log, no room, or the file is there.
 */
export function snapshotLog(from: EmbeddedPlace, file: string): void {
  const source = fileOf(from);
  if (!existsSync(source)) throw new StoreUnavailable(`There is no ${source}`);
  const db = openSqlite(source, { readOnly: true });
  try {
    db.prepare('VACUUM INTO ?').run(file);
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    throw new StoreUnavailable(`${source} cannot be copied to ${file}: ${String(error)}`, false, { cause: error });
  } finally {
    db.close();
  }
}
