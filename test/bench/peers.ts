import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export type Peer = 'postgresql' | 'sqlite';

/** Installed here, by nobody but the bench. */
export const peerFolder = (peer: Peer): string => join(__dirname, '.peers', peer);

/** Emmett on SQLite needs the driver `sqlite3`, whose native part is fetched or, with a compiler, built. */
const NATIVE: Readonly<Record<Peer, string | undefined>> = { postgresql: undefined, sqlite: 'sqlite3' };
const PATIENCE_MS = 600_000;

const attempts = new Map<Peer, Promise<string | undefined>>();

/** Installs a peer as its lockfile says, unless it is there. Resolves with why it cannot be, if so. */
export function peerMissing(peer: Peer, say: (words: string) => void): Promise<string | undefined> {
  const attempt = attempts.get(peer) ?? install(peer, say).then(() => undefined, wordsOf);
  attempts.set(peer, attempt);
  return attempt;
}

async function install(peer: Peer, say: (words: string) => void): Promise<void> {
  const [wanted, folder] = [join(__dirname, 'peers', peer), peerFolder(peer)];
  const native = NATIVE[peer];
  if (isInstalled(wanted, folder) && (native === undefined || isBuilt(folder, native))) return;
  say(`Installing the peer Emmett on ${peer} …`);
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(wanted, file), join(folder, file));
  await npm(folder, 'ci', '--ignore-scripts');
  if (native !== undefined) await npm(folder, 'rebuild', native, '--ignore-scripts=false');
}

const isInstalled = (wanted: string, folder: string): boolean =>
  existsSync(join(folder, 'node_modules', '.package-lock.json')) &&
  readFileSync(join(wanted, 'package-lock.json'), 'utf8') === readFileSync(join(folder, 'package-lock.json'), 'utf8');

const isBuilt = (folder: string, native: string): boolean =>
  existsSync(join(folder, 'node_modules', native, 'build', 'Release', 'node_sqlite3.node'));

async function npm(cwd: string, ...args: readonly string[]): Promise<void> {
  const node = dirname(dirname(process.execPath));
  // Headers that came with Node need not be fetched.
  const headers = existsSync(join(node, 'include', 'node')) ? { npm_config_nodedir: node } : {};
  await promisify(execFile)('npm', [...args, '--no-audit', '--no-fund'], {
    cwd,
    timeout: PATIENCE_MS,
    env: { ...process.env, ...headers },
    shell: process.platform === 'win32',
  });
}

const wordsOf = (error: unknown): string =>
  `the peer cannot be installed: ${(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''}`;
