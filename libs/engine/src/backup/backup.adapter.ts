import { chmodSync, copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS_FILE, openEmbeddedStore, snapshotLog, summarise, type Clock } from '@tabularium/event-store';
import { SIGNING_KEY_FILE } from '@tabularium/identity';
import { instantOf } from '@tabularium/kernel';
import { fillWhole, OWNER_ONLY } from './folder.adapter';
import { BackupInvalid, manifestOf, MANIFEST_FILE, readBackup, soundLog, type Manifest } from './manifest.adapter';

export interface BackupOptions {
  readonly clock?: Clock;
  /** Told the number of events read while the copy is compared with the log. */
  readonly onProgress?: (events: number) => void;
}

/**
 * Copies the log and the signing key of a data folder, while a server may be running on it, into a new folder; checks the
 * copy, compares it with the log, and only then gives it its name. Views are left out: they are built from the log.
 * Throws FolderInUse, StoreUnavailable, BackupInvalid.
 */
export function backUp(data: string, target: string, options: BackupOptions = {}): Promise<Manifest> {
  const { clock = Date.now, onProgress = () => undefined } = options;
  const takenAt = instantOf(clock());
  return fillWhole(target, async (folder) => {
    snapshotLog({ folder: data }, join(folder, EVENTS_FILE));
    const log = await soundLog({ folder });
    if ((await hashOfFirst(data, log.events, onProgress)) !== log.sha256)
      throw new BackupInvalid('The copy is not equal to the log');
    const names = [EVENTS_FILE, ...copyKey(data, folder)];
    const manifest = await manifestOf(folder, names, takenAt, log);
    writeFileSync(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const name of [...names, MANIFEST_FILE]) chmodSync(join(folder, name), OWNER_ONLY);
    return manifest;
  });
}

/**
 * Makes a data folder of a backup, after checking every file and every event against the manifest. The views are built when
 * the server first starts on it. Throws FolderInUse, BackupInvalid.
 */
export async function restore(backup: string, data: string): Promise<Manifest> {
  return fillWhole(data, async (folder) => {
    const manifest = await readBackup(backup);
    for (const name of Object.keys(manifest.files)) {
      copyFileSync(join(backup, name), join(folder, name));
      chmodSync(join(folder, name), OWNER_ONLY);
    }
    const { events, sha256 } = await soundLog({ folder });
    if (events !== manifest.events || sha256 !== manifest.sha256)
      throw new BackupInvalid('The events are not those of the manifest');
    return manifest;
  });
}

async function hashOfFirst(data: string, limit: number, onProgress: (events: number) => void): Promise<string> {
  const log = openEmbeddedStore({ folder: data, readOnly: true });
  try {
    return (await summarise(log, { limit, onProgress })).sha256;
  } finally {
    await log.close();
  }
}

/** Tokens signed before go on being good after a restore. A record that never served has no key. */
function copyKey(data: string, folder: string): readonly string[] {
  if (!existsSync(join(data, SIGNING_KEY_FILE))) return [];
  copyFileSync(join(data, SIGNING_KEY_FILE), join(folder, SIGNING_KEY_FILE));
  return [SIGNING_KEY_FILE];
}
