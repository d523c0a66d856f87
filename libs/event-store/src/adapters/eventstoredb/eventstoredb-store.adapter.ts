import { checkName, encodeAppend } from '../../encode';
import type {
  Appended,
  EventStore,
  Expected,
  LogFilter,
  LogRead,
  LogSubscription,
  NewEvent,
  Position,
  StoredEvent,
  StreamRead,
} from '../../port';
import { StoreUnavailable } from '../../port';
import { brokenOff } from './bounded';
import type { Client, JsonEvent, ResolvedEvent } from './client.adapter';
import { jsonEvent } from './client.adapter';
import { parseConnectionString } from './connection-string';
import { logEvents } from './log-stream';
import { placeOf, positionOf } from './position';
import { EventStoreServer, type Patience } from './server';
import { storedEventOf } from './stored-event';
import { CatchUpSubscription } from './subscription';

export interface EventStoreDbOptions extends Partial<Patience> {
  /** `esdb://`, `esdb+discover://`, `kurrentdb://` or `kurrentdb+discover://`. */
  readonly url: string;
}

const DEADLINE_MS = 5_000;
const IDLE_MS = 15_000;

/** Reaches an EventStoreDB or KurrentDB when it is first asked something. Throws ConnectionStringInvalid. */
export function openEventStoreDb({ url, ...patience }: EventStoreDbOptions): EventStoreDbStore {
  const to = parseConnectionString(url);
  const deadlineMs = Number(to.options.get('defaultDeadline') ?? DEADLINE_MS);
  return new EventStoreDbStore(new EventStoreServer(to, { deadlineMs, idleMs: IDLE_MS, ...patience }));
}

/** The log on an EventStoreDB server. Everything is bounded in time; what fails says whether it may have happened. */
export class EventStoreDbStore implements EventStore {
  readonly name = 'eventstoredb';
  private readonly subscriptions = new Set<CatchUpSubscription>();

  constructor(private readonly server: EventStoreServer) {}

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    const encoded = encodeAppend(stream, expected, events);
    const messages = events.map(({ type, data, metadata }, i) =>
      jsonEvent({ id: encoded[i]!.id, type, data, metadata } as object as JsonEvent),
    );
    const options = { expectedRevision: revisionOf(expected), requiresLeader: true, ...this.callOptions() };
    const asked = { stream, expected, writes: true };
    const answer = await this.server.ask(asked, (client) => client.appendToStream(stream, messages, options));
    if (!answer.position) throw new StoreUnavailable(`${this.server.name} gave no position`, true);
    return { revision: Number(answer.nextExpectedRevision), position: positionOf(answer.position) };
  }

  /** For operators: the stream reads as not found, and goes on at the next revision when it is appended to again. */
  async deleteStream(stream: string, expected: Expected = 'stream_exists'): Promise<void> {
    await this.delete(stream, expected, (client, options) => client.deleteStream(stream, options));
  }

  /** For operators: the stream is closed for ever. Its events stay in the log. */
  async tombstoneStream(stream: string, expected: Expected = 'any'): Promise<void> {
    await this.delete(stream, expected, (client, options) => client.tombstoneStream(stream, options));
  }

  async *readStream(stream: string, read: StreamRead = {}): AsyncGenerator<StoredEvent> {
    const { direction = 'forwards', from, limit = Infinity } = read;
    const fromRevision = from === undefined ? (direction === 'forwards' ? 'start' : 'end') : BigInt(from);
    const maxCount = Number.isFinite(limit) ? { maxCount: Math.max(1, limit) } : {};
    const options = {
      direction,
      fromRevision,
      requiresLeader: true,
      credentials: this.server.credentials,
      ...maxCount,
    } as const;
    let isEmpty = true;
    for await (const { event } of this.server.read<ResolvedEvent>({ stream }, (client) =>
      client.readStream(stream, options),
    )) {
      isEmpty = false;
      if (limit <= 0) return;
      if (event) yield storedEventOf(event);
    }
    // A stream that is there holds something, and one that is not is said not to be.
    if (isEmpty && from === undefined) throw brokenOff(this.server.name);
  }

  readAll(read: LogRead = {}): AsyncIterable<StoredEvent> {
    return logEvents(this.server, read);
  }

  /** Throws RangeError for a position that is not of this log, or (while iterated) lies beyond its end. */
  subscribeToAll({
    after,
    filter,
  }: {
    readonly after?: Position | 'end';
    readonly filter?: LogFilter;
  }): LogSubscription {
    this.server.assertOpen();
    if (after !== undefined && after !== 'end') placeOf(after);
    const subscription = new CatchUpSubscription(this.server, after, filter, (ended) =>
      this.subscriptions.delete(ended),
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.unsubscribe()));
    await this.server.close();
  }

  private async delete(
    stream: string,
    expected: Expected,
    call: (client: Client, options: DeleteOptions) => Promise<unknown>,
  ): Promise<void> {
    checkName(stream, 'stream name');
    const revision = expected === 'stream_exists' ? await this.revisionToExpect(stream) : expected;
    const options = {
      expectedRevision: typeof revision === 'number' ? BigInt(revision) : revision,
      ...this.callOptions(),
    };
    await this.server.ask({ stream, expected, writes: true }, (client) => call(client, options));
  }

  /** The client's deletions know no «stream exists». */
  private async revisionToExpect(stream: string): Promise<Expected & number> {
    let last = -1;
    for await (const { revision } of this.readStream(stream, { direction: 'backwards', limit: 1 })) last = revision;
    return last;
  }

  private callOptions() {
    return { credentials: this.server.credentials, deadline: this.server.patience.deadlineMs };
  }
}

interface DeleteOptions {
  readonly expectedRevision: bigint | 'any' | 'no_stream';
}

const revisionOf = (expected: Expected): bigint | Exclude<Expected, number> =>
  typeof expected === 'number' ? BigInt(expected) : expected;
