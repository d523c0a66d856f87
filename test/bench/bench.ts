import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { hasPostgresServer, startPostgresServer } from '@tabularium/testing';
import { Child } from './child';

/** How much is done: everything, or just enough to see that it runs. */
export interface Sizes {
  readonly rounds: number;
  /** Seconds of one contender in one round. */
  readonly seconds: number;
  readonly events: number;
  readonly keys: number;
  /** Times a question is asked. */
  readonly questions: number;
}

/** What the lines share: places, servers and children, all of which go at the end, however that comes. */
export class Bench {
  private readonly closing: (() => unknown)[] = [];
  private postgres: Promise<string | undefined> | undefined;
  private folders = 0;
  readonly folder = mkdtempSync(join(tmpdir(), 'tabularium-bench-'));

  constructor(
    readonly sizes: Sizes,
    readonly say: (words: string) => void,
  ) {}

  /** A new place on disk. */
  place(name: string): string {
    return join(this.folder, `${name}-${++this.folders}`);
  }

  child(program: string): Child {
    const child = Child.start(program);
    this.atEnd(() => child.stop());
    return child;
  }

  atEnd(close: () => unknown): void {
    this.closing.push(close);
  }

  /** Connection string of a database for this run: on the server of DATABASE_URL, else on one of its own that syncs. */
  database(): Promise<string | undefined> {
    this.postgres ??= this.openDatabase();
    return this.postgres;
  }

  private async openDatabase(): Promise<string | undefined> {
    const named = process.env['DATABASE_URL'];
    if (named) return this.ownDatabase(named);
    if (!hasPostgresServer()) return undefined;
    this.say('Starting PostgreSQL …');
    const server = await startPostgresServer({ durable: true });
    this.atEnd(() => server.stop());
    return server.url;
  }

  private async ownDatabase(server: string): Promise<string> {
    const name = `tabularium_bench_${process.pid}`;
    const order = async (sql: string): Promise<void> => {
      const client = new Client({ connectionString: server });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    };
    await order(`CREATE DATABASE ${name}`);
    this.atEnd(() => order(`DROP DATABASE ${name} WITH (FORCE)`));
    return Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  }

  /** Last opened, first closed. */
  async end(): Promise<void> {
    for (let close = this.closing.pop(); close; close = this.closing.pop())
      await Promise.resolve()
        .then(close)
        .catch((error: unknown) => this.say(String(error)));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
