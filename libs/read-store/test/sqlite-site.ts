import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '@tabularium/sqlite';
import { openSqliteReadStore } from '../src/adapters/sqlite/read-store.adapter';
import type { Site } from './harness';

export const sqlite = {
  name: 'SQLite',
  create: async (): Promise<Site & { readonly path: string }> => {
    const folder = mkdtempSync(join(tmpdir(), 'tabularium-read-store-'));
    const file = join(folder, 'views.db');
    return {
      path: file,
      open: (options) => openSqliteReadStore({ file, ...options }),
      dump: async (view) => dump(file, view),
      openInChild: `(options) => require('./src/index.ts').openSqliteReadStore({ file: ${JSON.stringify(file)}, ...options })`,
      destroy: async () => rmSync(folder, { recursive: true }),
    };
  },
};

function dump(file: string, view: string): readonly string[] {
  const db = openSqlite(file);
  const { id } = db.prepare<{ id: number }>(`SELECT id FROM build WHERE view = ? AND stage = 'active'`).get(view) ?? {};
  const lines = ['key', 'ver', 'rm'].flatMap((table) =>
    db
      .prepare(
        `SELECT * FROM ${view}_${id}_${table} ORDER BY 1, 2, 3, 4`.replace('key ORDER BY 1, 2, 3, 4', 'key ORDER BY 1'),
        { bigInts: true },
      )
      .all()
      .map((row) => JSON.stringify([table, ...Object.values(row).map(String)])),
  );
  db.close();
  return lines;
}
