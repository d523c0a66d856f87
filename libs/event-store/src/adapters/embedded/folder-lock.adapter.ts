import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SqlDatabase } from '@tabularium/sqlite';
import { openSqlite, SQLITE_BUSY, sqliteCode } from '@tabularium/sqlite';
import { StoreUnavailable } from '../../port';

/** How long a starting process waits for one that is just ending, in milliseconds. */
const GRACE_MS = 250;

/** Locks must outlive whoever forgets the store without closing it: a connection collected as garbage lets go. */
const held = new Set<FolderLock>();

/**
 * Keeps a second process (and a second store in this one) out. The lock is the operating system's, held through an open
 * transaction on an empty SQLite file, so that it ends with the process however that ends; the pid is only for words.
 * Throws StoreUnavailable naming the folder and the holder.
 */
export class FolderLock {
  private constructor(
    private readonly db: SqlDatabase,
    private readonly pidFile: string,
  ) {}

  static take(file: string): FolderLock {
    const pidFile = `${file}.pid`;
    const db = openSqlite(`${file}.lock`, { busyTimeoutMs: GRACE_MS });
    try {
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      if (sqliteCode(error) !== SQLITE_BUSY) throw error;
      throw new StoreUnavailable(
        `${dirname(file)} is in use by process ${holder(pidFile)}; one process at a time may write a log`,
      );
    }
    writeFileSync(pidFile, String(process.pid));
    const lock = new FolderLock(db, pidFile);
    held.add(lock);
    return lock;
  }

  release(): void {
    held.delete(this);
    rmSync(this.pidFile, { force: true });
    this.db.close();
  }
}

function holder(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8');
  } catch {
    return '(unknown)';
  }
}
