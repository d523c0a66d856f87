import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { openEmbeddedStore, summarise, type EventStore, type NewEvent } from '@tabularium/event-store';
import { openSigningKey } from '@tabularium/identity';
import { openSqlite } from '@tabularium/sqlite';
import { backUp, restore } from './backup.adapter';
import { FolderInUse } from './folder.adapter';
import { BackupInvalid } from './manifest.adapter';

const at = '2026-01-01T00:00:00.000Z';
const happened = (n: number): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data: { n },
  metadata: {
    schemaVersion: 1,
    recordedAt: at,
    effectiveAt: at,
    actor: { id: 'ana' },
    authority: { basis: 'ROLE' },
    commandId: `c${n}`,
    commandHash: '',
    correlationId: `c${n}`,
    causationId: `c${n}`,
  },
});
const appendTo = (log: EventStore, n: number) => log.append(`thing-${n}`, 'no_stream', [happened(n)]);

let root: string;
let data: string;
let log: EventStore;
const place = (name: string): string => join(root, name);
const mode = (file: string): number => statSync(file).mode & 0o777;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tabularium-backup-'));
  data = place('data');
  log = openEmbeddedStore({ folder: data });
  openSigningKey(data);
  for (let n = 0; n < 20; n++) await appendTo(log, n);
});
afterEach(async () => {
  await log.close();
  rmSync(root, { recursive: true });
});

const summaryOf = async (folder: string) => {
  const restored = openEmbeddedStore({ folder });
  const summary = await summarise(restored);
  await restored.close();
  return summary;
};

describe('a backup', () => {
  it('of a log that is being written to holds a whole beginning of it, and is restored to the same log', async () => {
    const enough = new AbortController();
    const writer = (async () => {
      for (let n = 20; !enough.signal.aborted; n++) await appendTo(log, n);
    })();
    const manifest = await backUp(data, place('backup'));
    enough.abort();
    await writer;
    expect(manifest.events).toBeGreaterThanOrEqual(20);
    expect(await summarise(log, { limit: manifest.events })).toMatchObject({ sha256: manifest.sha256 });
    await restore(place('backup'), place('restored'));
    const { lastIndex, events, lastEventId, sha256 } = manifest;
    expect(lastIndex).toBe(events - 1);
    expect(await summaryOf(place('restored'))).toMatchObject({ events, lastEventId, sha256 });
  });

  it('can be read by its owner only, and brings the key', async () => {
    await backUp(data, place('backup'));
    await restore(place('backup'), place('restored'));
    for (const folder of [place('backup'), place('restored')]) {
      expect(mode(folder)).toBe(0o700);
      expect(readdirSync(folder).map((name) => mode(join(folder, name)))).toEqual(readdirSync(folder).map(() => 0o600));
    }
    expect(openSigningKey(place('restored')).id).toBe(openSigningKey(data).id);
  });

  it('overwrites nothing, and leaves nothing half done', async () => {
    mkdirSync(place('taken'));
    writeFileSync(join(place('taken'), 'notes.txt'), 'mine');
    await expect(backUp(data, place('taken'))).rejects.toThrow(FolderInUse);
    await backUp(data, place('backup'));
    await expect(backUp(data, place('backup'))).rejects.toThrow(FolderInUse);
    await expect(restore(place('backup'), data)).rejects.toThrow(FolderInUse);
    expect(readdirSync(root).sort()).toEqual(['backup', 'data', 'taken']);
    expect(readdirSync(place('taken'))).toEqual(['notes.txt']);
  });

  it('goes into a folder that is there and empty', async () => {
    mkdirSync(place('empty'));
    expect((await backUp(data, place('empty'))).events).toBe(20);
  });

  it.each(['events.db', 'signing-key.pem'])('that lost a byte of %s is not restored', async (name) => {
    await backUp(data, place('backup'));
    const file = join(place('backup'), name);
    const bytes = readFileSync(file);
    bytes[bytes.length - 2]! ^= 1;
    writeFileSync(file, bytes);
    await expect(restore(place('backup'), place('restored'))).rejects.toThrow(BackupInvalid);
    expect(readdirSync(root).sort()).toEqual(['backup', 'data']);
  });

  it('whose events are not those of its manifest is not restored', async () => {
    await backUp(data, place('backup'));
    const file = join(place('backup'), 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { sha256: string };
    writeFileSync(file, JSON.stringify({ ...manifest, sha256: '0'.repeat(64) }));
    await expect(restore(place('backup'), place('restored'))).rejects.toThrow('not those of the manifest');
  });

  it('of a damaged log is refused', async () => {
    await log.close();
    const db = openSqlite(join(data, 'events.db'));
    db.exec('DROP TRIGGER event_is_never_updated');
    db.close();
    await expect(backUp(data, place('backup'))).rejects.toThrow(/damaged \(schema\)/);
    expect(readdirSync(root)).toEqual(['data']);
  });

  it('is not taken for one when there is no manifest, or one that points elsewhere', async () => {
    await expect(restore(place('nowhere'), place('restored'))).rejects.toThrow(BackupInvalid);
    await backUp(data, place('backup'));
    const file = join(place('backup'), 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...manifest, files: { '../data/events.db': '' } }));
    chmodSync(file, 0o600);
    await expect(restore(place('backup'), place('restored'))).rejects.toThrow('no manifest');
  });
});
