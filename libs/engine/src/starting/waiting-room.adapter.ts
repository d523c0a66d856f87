import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem, PROBLEM_JSON } from '@tabularium/http';
import { randomUUID } from 'node:crypto';
import type { Settings } from '../config/settings';

/** Answers at the address of the server until that can start. */
export interface WaitingRoom {
  readonly address: string;
  /** What is waited for, for people. */
  reason: string;
  close(): Promise<void>;
}

/** It lives, it is not ready, and it says why. Rejects when the address is taken. */
export async function openWaitingRoom({ host, port }: Settings, reason: string): Promise<WaitingRoom> {
  const server = createServer((request, response) => {
    const isLive = request.url === '/health/live';
    const body = isLive
      ? { status: 'live' }
      : new Problem(503, 'STARTING', `Starting; waiting for its servers: ${room.reason}`).body(randomUUID());
    const type = isLive ? 'application/json' : PROBLEM_JSON;
    response.writeHead(isLive ? 200 : 503, { 'content-type': type, 'retry-after': '1', connection: 'close' });
    response.end(JSON.stringify(body));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  const room: WaitingRoom = {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    reason,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return room;
}
