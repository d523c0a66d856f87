import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  openEmbeddedStore,
  summarise,
  verifyStore,
  type EmbeddedPlace,
  type LogSummary,
  type SummaryOptions,
} from '@tabularium/event-store';

export const MANIFEST_FILE = 'manifest.json';
const FORMAT = 1;

/** What a backup holds; `manifest.json` in its folder. */
export interface Manifest extends LogSummary {
  readonly format: typeof FORMAT;
  /** Instant at which the copy was begun. */
  readonly takenAt: string;
  /** Log index of the last event; -1 = none. */
  readonly lastIndex: number;
  /** SHA-256 (hex) of every file beside the manifest. */
  readonly files: Readonly<Record<string, string>>;
}

/** The folder holds no backup, or one that is not what its manifest says. */
export class BackupInvalid extends Error {
  override readonly name = 'BackupInvalid';
}

export async function manifestOf(
  folder: string,
  names: readonly string[],
  takenAt: string,
  log: LogSummary,
): Promise<Manifest> {
  const files = await Promise.all(names.map(async (name) => [name, await fileHash(join(folder, name))] as const));
  return { format: FORMAT, takenAt, ...log, lastIndex: log.events - 1, files: Object.fromEntries(files) };
}

/** Throws BackupInvalid unless the files are those of the manifest. */
export async function readBackup(folder: string): Promise<Manifest> {
  const manifest = parsed(join(folder, MANIFEST_FILE));
  for (const [name, wanted] of Object.entries(manifest.files)) {
    const file = join(folder, name);
    if (!existsSync(file)) throw new BackupInvalid(`${name} is missing in ${folder}`);
    if ((await fileHash(file)) !== wanted) throw new BackupInvalid(`${file} is not what the manifest says`);
  }
  return manifest;
}

/** Sums up a log file after its structure was checked. Throws BackupInvalid. */
export async function soundLog(place: EmbeddedPlace, options: SummaryOptions = {}): Promise<LogSummary> {
  const [fault] = (await verifyStore(place)).faults;
  if (fault) throw new BackupInvalid(`The log is damaged (${fault.check}): ${fault.detail}`);
  const log = openEmbeddedStore({ ...place, readOnly: true });
  try {
    return await summarise(log, options);
  } finally {
    await log.close();
  }
}

function parsed(file: string): Manifest {
  if (!existsSync(file)) throw new BackupInvalid(`There is no ${file}`);
  const value = jsonOf(readFileSync(file, 'utf8'));
  if (!isManifest(value)) throw new BackupInvalid(`${file} is no manifest of format ${FORMAT}`);
  return value;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names are those of files in the folder: a manifest cannot make restore read elsewhere. */
const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === FORMAT &&
  'events' in value &&
  Number.isSafeInteger(value.events) &&
  'sha256' in value &&
  typeof value.sha256 === 'string' &&
  'files' in value &&
  typeof value.files === 'object' &&
  value.files !== null &&
  Object.entries(value.files).every(([name, hash]) => /^[a-z][a-z0-9.-]*$/.test(name) && typeof hash === 'string');

async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
