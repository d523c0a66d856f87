import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

export const OWNER_ONLY = 0o600;

/** There is something in the folder already; nothing was written. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/**
 * Fills a new folder beside the wanted one (mode 0700) and moves it there when the work is done and on disk: nobody ever
 * finds half of it. Throws FolderInUse unless the wanted folder is absent or empty.
 */
export async function fillWhole<T>(wanted: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = resolve(wanted);
  if (!isFree(folder)) throw new FolderInUse(`${folder} is not empty`);
  mkdirSync(dirname(folder), { recursive: true });
  const part = mkdtempSync(join(dirname(folder), `.${basename(folder)}.part-`));
  try {
    const result = await work(part);
    for (const path of [...readdirSync(part).map((name) => join(part, name)), part]) sync(path);
    if (!isFree(folder)) throw new FolderInUse(`${folder} is not empty any more`);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(part, folder);
    sync(dirname(folder));
    return result;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

const isFree = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

function sync(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
