import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasPostgresServer, startPostgresServer } from '@tabularium/testing';
import { Client } from 'pg';
import { root } from './child';
import type { Site } from './site';

const LOCKED = join(root, 'test', 'bench', 'peers');

/** Why something that is compared with is not there. */
export class Missing extends Error {
  override readonly name = 'Missing';
}

/** Programs and servers of others, fetched when a line first needs them: never by the default installation. */
export class Peers {
  private readonly installed = new Map<string, Promise<string>>();
  private server: Promise<string> | undefined;

  constructor(
    private readonly site: Site,
    private readonly say: (words: string) => void,
  ) {}

  /** Folder in which the packages of `test/bench/peers/<name>` are installed as locked. Rejects with Missing. */
  folder(name: 'load' | 'emmett' | 'emmett-sqlite'): Promise<string> {
    const known = this.installed.get(name) ?? this.install(name);
    this.installed.set(name, known);
    return known;
  }

  /** A database that syncs to disk: of DATABASE_URL's server, else of one of our own. Rejects with Missing. */
  postgres(): Promise<string> {
    this.server ??= this.database();
    return this.server;
  }

  private async install(name: string): Promise<string> {
    const folder = join(root, '.cache', 'bench-peers', name);
    mkdirSync(folder, { recursive: true });
    if (isCurrent(name, folder)) return folder;
    this.say(`installing the packages of test/bench/peers/${name} …`);
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(join(LOCKED, name, file), join(folder, file));
    try {
      await npm(folder, 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
      // Its binding is fetched or compiled by its own script, which npm run forbids to all it runs where the project does.
      if (name === 'emmett-sqlite') await npm(folder, 'rebuild', 'sqlite3', '--ignore-scripts=false');
      copyFileSync(join(folder, 'package-lock.json'), join(folder, 'installed.json'));
      return folder;
    } catch (error) {
      throw new Missing(`its packages cannot be installed (${firstLine(error)})`, { cause: error });
    }
  }

  private async database(): Promise<string> {
    const named = process.env['DATABASE_URL'];
    if (!named && !hasPostgresServer()) throw new Missing('there is no PostgreSQL; set DATABASE_URL');
    const server = named ? undefined : await startPostgresServer({ durable: true });
    if (server) this.site.onEnd(() => server.stop());
    const url = new URL(named ?? server?.url ?? '');
    const name = `tabularium_bench_${process.pid}`;
    const admin = url.href;
    await query(admin, `CREATE DATABASE ${name}`);
    // Our own server goes with everything in it.
    if (named) this.site.onEnd(() => query(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    url.pathname = `/${name}`;
    return url.href;
  }
}

const npm = (cwd: string, ...args: readonly string[]): Promise<unknown> =>
  promisify(execFile)('npm', args, { cwd, timeout: 600_000, shell: process.platform === 'win32' });

function isCurrent(name: string, folder: string): boolean {
  const installed = join(folder, 'installed.json');
  const read = (file: string): string => readFileSync(file, 'utf8');
  return existsSync(installed) && read(installed) === read(join(LOCKED, name, 'package-lock.json'));
}

async function query(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 2).join(' ');
