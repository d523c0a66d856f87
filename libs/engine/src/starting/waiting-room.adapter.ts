import { once } from 'node:events';
import { createServer } from 'node:http';
import { Problem, PROBLEM_JSON } from '@tabularium/http';
import { randomUUID } from 'node:crypto';
import type { Settings } from '../config/settings';

/** Answers at the address of the server until that can start. */
export interface WaitingRoom {
  /** What is waited for, in words for people. */
  because(reason: string): void;
  close(): Promise<void>;
}

/** It lives, it is not ready, and it says why. Rejects when the address is taken. */
export async function openWaitingRoom({ host, port }: Settings, first: string): Promise<WaitingRoom> {
  let reason = first;
  const server = createServer((request, response) => {
    const isLive = request.url === '/health/live';
    const body = isLive
      ? { status: 'live' }
      : new Problem(503, 'STARTING', `Starting; waiting for its servers: ${reason}`).body(randomUUID());
    const type = isLive ? 'application/json' : PROBLEM_JSON;
    response.writeHead(isLive ? 200 : 503, { 'content-type': type, 'retry-after': '1', connection: 'close' });
    response.end(JSON.stringify(body));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    because: (words) => void (reason = words),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
