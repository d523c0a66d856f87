import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '../../port';
import { silent, streamOf, untilEnd, within } from './bounded';
import type { Client } from './client.adapter';
import { Connection } from './client.adapter';
import type { ConnectionString } from './connection-string';
import { redacted } from './connection-string';
import type { Asked } from './failure';
import { failureOf, isNotLeader, isUnreachable } from './failure';

/** Times in milliseconds. */
export interface Patience {
  /** Until an append must be answered, and the first event of a read must come. */
  readonly deadlineMs: number;
  /** Quiet on a subscription after which the server is asked whether it is still there. */
  readonly idleMs: number;
}

const MOST_ATTEMPTS = 3;
const PAUSE_MS = 100;
/** The client enforces the deadline first; ours is for the cases it forgets. */
const GRACE_MS = 500;

/** The server behind the client: every call bounded, the leader found again. */
export class EventStoreServer {
  readonly name: string;
  private readonly connection: Connection;
  private closed = false;

  constructor(
    to: ConnectionString,
    readonly patience: Patience,
  ) {
    this.name = redacted(to);
    this.connection = new Connection(to);
  }

  get credentials() {
    return this.connection.credentials;
  }

  assertOpen(): void {
    if (this.closed) throw new StoreUnavailable('The event store is closed');
  }

  /** One request with one answer. A node that is not the leader did nothing: the client then goes to the leader. */
  async ask<T>(asked: Omit<Asked, 'server'>, call: (client: Client) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      this.assertOpen();
      try {
        return await within(call(this.connection.client), this.patience.deadlineMs + GRACE_MS, () =>
          this.silence(asked.writes),
        );
      } catch (error) {
        if (!isNotLeader(error) || attempt === MOST_ATTEMPTS) throw failureOf(error, { ...asked, server: this.name });
        await sleep(PAUSE_MS);
      }
    }
  }

  /** Everything a read gives. Begins anew where nothing came yet and the leader or the connection was lost. */
  async *read<T>(asked: Omit<Asked, 'server'>, open: (client: Client) => object): AsyncGenerator<T> {
    for (let attempt = 1; ; attempt++) {
      this.assertOpen();
      let begun = false;
      try {
        const stream = streamOf(open(this.connection.client));
        for await (const item of untilEnd<T>(stream, this.patience.deadlineMs, () => stream.destroy(this.silence()))) {
          this.assertOpen();
          begun = true;
          yield item;
        }
        this.assertOpen();
        return;
      } catch (error) {
        const again = !begun && attempt < MOST_ATTEMPTS && (isNotLeader(error) || isUnreachable(error));
        if (!again) throw failureOf(error, { ...asked, server: this.name });
        await sleep(PAUSE_MS);
      }
    }
  }

  /** The client to subscribe with. */
  client(): Client {
    this.assertOpen();
    return this.connection.client;
  }

  silence(outcomeUnknown = false): StoreUnavailable {
    return silent(this.name, this.patience.deadlineMs, outcomeUnknown);
  }

  async close(): Promise<void> {
    this.closed = true;
    await within(this.connection.close(), this.patience.deadlineMs, () => this.silence()).catch(() => undefined);
  }
}
