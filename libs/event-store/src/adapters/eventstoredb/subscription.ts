import type { LogFilter, LogSignal, LogSubscription, Position } from '../../port';
import { StoreUnavailable } from '../../port';
import { matcherOf } from '../../log-filter';
import { abandon, brokenOff, streamOf, untilEnd, within, type ClientStream } from './bounded';
import type { AllStreamResolvedEvent, Client, ServerFilter } from './client.adapter';
import { serverFilter } from './client.adapter';
import { failureOf, isHandlerFault } from './failure';
import { lastRecord, notAPlace, positionOfRecord, recordFrom } from './log-stream';
import { isOfEvent, placeOf, positionOf } from './position';
import type { EventStoreServer } from './server';
import { storedEventOf } from './stored-event';

/** What comes out of the client's stream: its events, and among them, in order, what it only tells by callbacks. */
type Item = AllStreamResolvedEvent | { readonly told: 'confirmed' } | { readonly signal: LogSignal };

const withoutSystemEvents: ServerFilter = { on: 'type', regex: '^[^$].*' };

/** Follows the log from a place until it is told to stop or the server goes away, which always ends it with an error. */
export class CatchUpSubscription implements LogSubscription {
  private ended = false;
  private stream: ClientStream | undefined;
  /** How far the consumer was told; what lies at or before it is not told again. */
  private told: Position;
  private readonly matches: ReturnType<typeof matcherOf>;
  private readonly signals: AsyncGenerator<LogSignal>;

  constructor(
    private readonly server: EventStoreServer,
    private readonly after: Position | 'end' | undefined,
    private readonly filter: LogFilter | undefined,
    private readonly onEnd: (subscription: CatchUpSubscription) => void,
  ) {
    this.matches = matcherOf(filter);
    this.told = after === undefined || after === 'end' ? '' : after;
    this.signals = this.follow();
  }

  [Symbol.asyncIterator](): AsyncIterator<LogSignal> {
    return this.signals;
  }

  unsubscribe(): Promise<void> {
    this.ended = true;
    if (this.stream) abandon(this.stream);
    this.onEnd(this);
    return Promise.resolve();
  }

  /** Asked anew after every wait and every signal. */
  private isOver(): boolean {
    return this.ended;
  }

  private async *follow(): AsyncGenerator<LogSignal> {
    try {
      await this.checkStart();
      if (!this.isOver()) yield* this.delivered();
    } catch (error) {
      if (!this.isOver()) throw error;
    } finally {
      await this.unsubscribe();
    }
  }

  /** The server would go live in silence from beyond its end: a copy of the log that is older than our checkpoint. */
  private async checkStart(): Promise<void> {
    if (this.told === '' || !isOfEvent(placeOf(this.told))) return;
    if (await recordFrom(this.server, this.told)) return;
    const last = await lastRecord(this.server);
    if (last && positionOfRecord(last) < this.told) throw new RangeError(`${this.told} lies beyond the end of the log`);
    throw brokenOff(this.server.name);
  }

  private async *delivered(): AsyncGenerator<LogSignal> {
    const stream = this.open(this.server.client());
    this.stream = stream;
    try {
      yield* this.fresh(stream);
    } catch (error) {
      if (isHandlerFault(error) && this.told !== '') throw notAPlace(this.told);
      throw failureOf(error, { server: this.server.name });
    }
    if (!this.isOver()) throw new StoreUnavailable(`${this.server.name} ended the subscription`);
  }

  private async *fresh(stream: ClientStream): AsyncGenerator<LogSignal> {
    const { deadlineMs, idleMs } = this.server.patience;
    const unconfirmed = setTimeout(() => stream.destroy(this.server.silence()), deadlineMs);
    try {
      for await (const item of untilEnd<Item>(stream, idleMs, () => void this.probe(stream))) {
        if (this.isOver()) return;
        clearTimeout(unconfirmed);
        const signal = this.signalOf(item);
        if (signal) yield signal;
        if (this.isOver()) return;
      }
    } finally {
      clearTimeout(unconfirmed);
    }
  }

  private open(client: Client): ClientStream {
    const tell = (item: Item) => void stream.push(item);
    const filter = serverFilter(this.filter ? filterOf(this.filter) : withoutSystemEvents, (place) =>
      tell({ signal: { kind: 'checkpoint', position: positionOf(place) } }),
    );
    const fromPosition = this.after === undefined ? 'start' : this.after === 'end' ? 'end' : placeOf(this.after);
    const stream = streamOf(client.subscribeToAll({ fromPosition, filter, credentials: this.server.credentials }));
    stream.on('confirmation', () => tell({ told: 'confirmed' }));
    stream.on('caughtUp', () => tell({ signal: { kind: 'caughtUp' } }));
    stream.on('fellBehind', () => tell({ signal: { kind: 'fellBehind' } }));
    return stream;
  }

  private signalOf(item: Item): LogSignal | undefined {
    if ('told' in item) return undefined;
    if ('signal' in item)
      return item.signal.kind === 'checkpoint' ? this.checkpoint(item.signal.position) : item.signal;
    const record = item.event;
    if (!record) return undefined;
    const position = positionOfRecord(record);
    if (!this.matches(record.streamId, record.type)) return this.checkpoint(position);
    return this.moves(position) ? { kind: 'event', event: storedEventOf(record) } : undefined;
  }

  private checkpoint(position: Position): LogSignal | undefined {
    return this.moves(position) ? { kind: 'checkpoint', position } : undefined;
  }

  /** The server may deliver again, or name a checkpoint that says nothing new. */
  private moves(position: Position): boolean {
    if (position <= this.told || !/[1-9]/.test(position)) return false;
    this.told = position;
    return true;
  }

  /** Quiet is normal. Where the server does not answer a question either, it is gone. */
  private async probe(stream: ClientStream): Promise<void> {
    const { deadlineMs } = this.server.patience;
    const asked = this.server.ask({}, async (client) => {
      const { credentials } = this.server;
      for await (const _ of client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1, credentials }))
        break;
    });
    await within(asked, deadlineMs, () => this.server.silence()).catch((error: unknown) =>
      stream.destroy(error instanceof Error ? error : this.server.silence()),
    );
  }
}

function filterOf(filter: LogFilter): ServerFilter {
  if ('streamPrefixes' in filter) return { on: 'stream', prefixes: filter.streamPrefixes };
  if ('typePrefixes' in filter) return { on: 'type', prefixes: filter.typePrefixes };
  return 'streamRegex' in filter
    ? { on: 'stream', regex: filter.streamRegex }
    : { on: 'type', regex: filter.typeRegex };
}
