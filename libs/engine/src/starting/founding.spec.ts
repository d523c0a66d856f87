import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteReadStore, ReadStoreUnavailable, type ReadStore } from '@tabularium/read-store';
import { assertFounded, founded } from './founding';

let folder: string;
let views: readonly [ReadStore, ReadStore];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabularium-founding-'));
  const open = () =>
    openSqliteReadStore({ file: join(folder, 'views.db'), views: [], timeZone: 'UTC', today: () => '2026-01-01' });
  views = [await open(), await open()];
});
afterEach(async () => {
  await Promise.all(views.map((store) => store.close()));
  rmSync(folder, { recursive: true });
});

/** A first start of one of two processes. */
const start = (n: 0 | 1, found: () => Promise<void>, isNew = true): Promise<void> =>
  founded(views[n], { owner: `process-${n}`, alone: false }, { isNew: () => Promise.resolve(isNew), found });

describe('a record', () => {
  it('is founded by one of two first starts, and the other waits until it is done', async () => {
    const happened: string[] = [];
    const founding = (n: 0 | 1) =>
      start(n, async () => {
        happened.push('begun');
        await sleep(500);
        happened.push('founded');
      }).then(() => happened.push('served'));
    await expect(assertFounded(views[0])).rejects.toThrow(ReadStoreUnavailable);
    await Promise.all([founding(0), founding(1)]);
    expect(happened).toEqual(['begun', 'founded', 'served', 'served']);
    await assertFounded(views[1]);
  });

  it('is founded anew by the next start when that was interrupted, though by then it is not new', async () => {
    await expect(start(0, () => Promise.reject(new Error('power cut')))).rejects.toThrow('power cut');
    await expect(assertFounded(views[1])).rejects.toThrow(ReadStoreUnavailable);
    let times = 0;
    await start(1, () => Promise.resolve(void times++), false);
    await start(0, () => Promise.resolve(void times++), false);
    expect(times).toBe(1);
  });

  it('that others have made is not founded', async () => {
    await start(0, () => Promise.reject(new Error('not wanted')), false);
    await assertFounded(views[0]);
  });
});
