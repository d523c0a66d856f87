import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ReplyBody } from './client';
import type { Logged } from './findings';

interface Page extends ReplyBody {
  readonly events: readonly Logged[];
  readonly next: number;
  readonly head: number;
}

const POLL_MS = 20;

/** The API reads the copy of the log that the views are made from; it is a moment behind. */
export async function untilViewsShowAll(client: Client): Promise<void> {
  while ((await client.get('/health/ready'))?.body['lagEvents'] !== 0) await sleep(POLL_MS);
}

/** The whole log, page by page, as an auditor reads it. */
export async function readLog(client: Client, token: string): Promise<readonly Logged[]> {
  const log: Logged[] = [];
  for (let after = -1; ;) {
    const { events, next, head } = (await ask(client, token, `/api/events?after=${after}&limit=1000`)) as Page;
    log.push(...events);
    if (next >= head) return log;
    after = next;
  }
}

interface Replay extends ReplyBody {
  readonly equal: boolean;
  readonly view: { readonly rows: number };
}

/** Every view with its rows, and whether it equals its replay from the log. */
export async function replayAll(client: Client, token: string) {
  const views = (await ask(client, token, '/api/views')) as unknown as readonly { readonly name: string }[];
  const replays: { readonly view: string; readonly rows: number; readonly equal: boolean }[] = [];
  for (const { name } of views) {
    const { equal, view } = (await ask(client, token, `/api/views/${name}/replay`)) as Replay;
    replays.push({ view: name, rows: view.rows, equal });
  }
  return replays;
}

async function ask(client: Client, token: string, path: string): Promise<ReplyBody> {
  const reply = await client.get(path, token);
  if (reply?.status !== 200) throw new Error(`${path}: ${reply?.status} ${JSON.stringify(reply?.body)}`);
  return reply.body;
}
