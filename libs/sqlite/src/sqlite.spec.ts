import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasBuiltInSqlite } from './driver.adapter';
import type { SqlValue } from './index';
import { openSqlite, sqliteCode, SQLITE_BUSY, SQLITE_CONSTRAINT, SQLITE_READONLY } from './index';

describe('the door to SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-sqlite-'));
  const file = join(folder, 'a.db');
  const db = openSqlite(file);
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT) STRICT');
  afterAll(() => {
    db.close();
    db.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => db.exec('DELETE FROM t'));

  const codeOf = (work: () => unknown): number | undefined => {
    try {
      work();
    } catch (error) {
      return sqliteCode(error);
    }
    return undefined;
  };
  const texts = () =>
    db
      .prepare<{ text: string }>('SELECT text FROM t ORDER BY n')
      .all()
      .map((row) => row.text);

  it('binds by place and by name', () => {
    expect(db.prepare('INSERT INTO t VALUES (?, ?)').run(1, 'one')).toEqual({ changes: 1, lastInsertRowid: 1 });
    db.prepare('INSERT INTO t VALUES (:n, :text)').run({ n: 2, text: 'two' });
    expect(texts()).toEqual(['one', 'two']);
  });

  it('never loses digits of an integer', () => {
    db.prepare('INSERT INTO t VALUES (?, ?)').run(9007199254740993n, 'big');
    expect(() => db.prepare('SELECT n FROM t').get()).toThrow();
    expect(db.prepare('SELECT n FROM t', { bigInts: true }).get()).toEqual({ n: 9007199254740993n });
  });

  it('rolls a transaction back when the work throws', () => {
    const work = () => {
      db.prepare('INSERT INTO t VALUES (1, ?)').run('gone');
      throw new Error('no');
    };
    expect(() => db.transaction(work)).toThrow('no');
    expect(texts()).toEqual([]);
    expect(db.transaction(() => db.prepare('INSERT INTO t VALUES (1, ?)').run('kept').changes)).toBe(1);
    expect(texts()).toEqual(['kept']);
  });

  it('takes the write lock at the start of a transaction', () => {
    const other = openSqlite(file, { busyTimeoutMs: 0 });
    db.transaction(() => expect(codeOf(() => other.transaction(() => 1))).toBe(SQLITE_BUSY));
    expect(other.transaction(() => 1)).toBe(1);
    other.close();
  });

  it('tells errors apart by code', () => {
    db.prepare('INSERT INTO t VALUES (1, ?)').run('one');
    expect(codeOf(() => db.prepare('INSERT INTO t VALUES (1, ?)').run('again'))).toBe(SQLITE_CONSTRAINT);
    const reader = openSqlite(file, { readOnly: true });
    expect(codeOf(() => reader.exec('DELETE FROM t'))).toBe(SQLITE_READONLY);
    reader.close();
    expect(sqliteCode(new Error('other'))).toBeUndefined();
  });

  it('gives rows as arrays when asked to', () => {
    db.exec(`INSERT INTO t VALUES (1, 'a'), (2, 'b')`);
    const rows = db.prepare<readonly SqlValue[]>('SELECT n, text FROM t ORDER BY n', { arrays: true });
    expect([rows.get(), rows.all(), [...rows.iterate()]]).toEqual([
      [1, 'a'],
      [
        [1, 'a'],
        [2, 'b'],
      ],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ]);
  });

  it('lets a loop over rows be left early', () => {
    db.exec(`INSERT INTO t VALUES (1, 'a'), (2, 'b')`);
    for (const row of db.prepare<{ n: number }>('SELECT n FROM t ORDER BY n').iterate()) {
      expect(row.n).toBe(1);
      break;
    }
    expect(db.transaction(() => db.prepare('DELETE FROM t').run().changes)).toBe(2);
  });

  it('leaves nothing in the write-ahead log when it closes', () => {
    const logged = join(folder, 'logged.db');
    const writer = openSqlite(logged);
    writer.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (n)');
    writer.prepare('INSERT INTO t VALUES (1)').run();
    expect(statSync(`${logged}-wal`).size).toBeGreaterThan(0);
    writer.close();
    expect(statSync(`${logged}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });

  it('reads pragmas', () => {
    expect(db.pragma('busy_timeout')).toBe(5_000);
  });

  it('uses the built-in module from Node 22.13 on', () => {
    expect(['20.19.0', '22.12.9', '22.13.0', '24.1.0'].map(hasBuiltInSqlite)).toEqual([false, false, true, true]);
  });
});
