import { randomUUID } from 'node:crypto';
import { ReadResp, type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { FaultSwitch } from './faults';
import type { LogRecord, SimulatedLog } from './log';
import type { ReadCall } from './reading';
import { fail, positionIn, send, streamOf } from './reading';
import { checkpointAnswer, eventAnswer, handlerException } from './wire';

/** Events considered between two checkpoints, times what the client asks for. */
const CHECKPOINT_UNIT = 32;
/** Events a live subscription may be late before it is told that it fell behind. */
const LIVE_BUFFER = 32;

type Matcher = (record: LogRecord) => boolean;

/** One catch-up subscription: confirmation, history, caught up, then what comes, until the client leaves. */
export async function answerSubscription(call: ReadCall, log: SimulatedLog, faults: FaultSwitch): Promise<void> {
  const options = call.request.getOptions()!;
  const start = options.hasAll() ? startInLog(options, log) : startInStream(options, log);
  if (start === undefined) return fail(call, handlerException());
  const records = options.hasAll() ? log.records : log.recordsOf(streamOf(options));
  await new Following(call, records, start, options, { log, faults }).run();
}

class Following {
  private caughtUp = false;
  private considered = 0;
  private wake: () => void = () => undefined;
  private readonly matches: Matcher;
  private readonly checkpointEvery: number | undefined;

  constructor(
    private readonly call: ReadCall,
    private readonly records: readonly LogRecord[],
    private next: number,
    private readonly options: ReadReq.Options,
    private readonly host: { readonly log: SimulatedLog; readonly faults: FaultSwitch },
  ) {
    const filter = options.getFilter();
    this.matches = matcherOf(filter);
    this.checkpointEvery = filter && CHECKPOINT_UNIT * filter.getCheckpointintervalmultiplier();
  }

  async run(): Promise<void> {
    const leave = [this.host.log.onGrowth(() => this.wake()), this.host.faults.onChange(() => this.wake())];
    for (const end of ['cancelled', 'close', 'error'] as const) this.call.on(end, () => this.wake());
    try {
      await this.deliver();
    } finally {
      for (const off of leave) off();
      this.call.end();
    }
  }

  private async deliver(): Promise<void> {
    await this.send(
      new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID())),
    );
    if (this.checkpointEvery && this.next === 0) await this.send(checkpointAnswer(0n, 0n));
    while (!this.isOver()) {
      if (this.host.faults.now.kind === 'silent') await this.somethingNew();
      else if (this.behind() > LIVE_BUFFER && this.caughtUp) await this.tell('fellBehind');
      else if (this.behind() > 0) await this.deliverOne(this.records[this.next++]!);
      else if (!this.caughtUp && this.saysCaughtUp()) await this.tell('caughtUp');
      else await this.somethingNew();
    }
  }

  private async deliverOne(record: LogRecord): Promise<void> {
    this.considered++;
    if (this.matches(record)) for (const one of this.delivered(record)) await this.send(eventAnswer(one));
    if (this.checkpointEvery && this.considered >= this.checkpointEvery) await this.checkpoint(record);
  }

  /** The event, and what a fault adds to it. */
  private delivered(record: LogRecord): readonly LogRecord[] {
    const { now } = this.host.faults;
    if (now.kind === 'duplicates') return Array.from({ length: now.times ?? 2 }, () => record);
    if (now.kind !== 'rewinds') return [record];
    const before = this.records.slice(Math.max(0, this.next - 1 - now.events), this.next - 1).filter(this.matches);
    return [record, ...before.toReversed()];
  }

  /** While catching up a checkpoint names where to go on, live it names the event considered last. */
  private async checkpoint({ position, end }: LogRecord): Promise<void> {
    this.considered = 0;
    await this.send(this.caughtUp ? checkpointAnswer(position, position) : checkpointAnswer(end, 0n));
  }

  private async tell(kind: 'caughtUp' | 'fellBehind'): Promise<void> {
    this.caughtUp = kind === 'caughtUp';
    const last = this.records[this.next - 1];
    if (this.checkpointEvery && last) await this.send(checkpointAnswer(last.end, 0n));
    const message = new ReadResp();
    await this.send(
      this.caughtUp ? message.setCaughtUp(new ReadResp.CaughtUp()) : message.setFellBehind(new ReadResp.FellBehind()),
    );
  }

  /** On an absent stream that comes only with its first event. */
  private saysCaughtUp(): boolean {
    return this.options.hasAll() || this.records.length > 0;
  }

  private behind(): number {
    return this.records.length - this.next;
  }

  private isOver(): boolean {
    return this.call.cancelled || this.call.destroyed || this.host.faults.now.kind === 'halfClose';
  }

  private async send(message: ReadResp): Promise<void> {
    await this.host.faults.pause();
    await send(this.call, message);
  }

  private somethingNew(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }
}

function startInLog(options: ReadReq.Options, log: SimulatedLog): number | undefined {
  const place = options.getAll()!;
  if (place.hasStart()) return 0;
  return place.hasEnd() ? log.records.length : log.indexFrom(positionIn(place), false);
}

function startInStream(options: ReadReq.Options, log: SimulatedLog): number {
  const place = options.getStream()!;
  if (place.hasStart()) return 0;
  return place.hasEnd() ? log.recordsOf(streamOf(options)).length : Number(place.getRevision()) + 1;
}

function matcherOf(filter: ReadReq.Options.FilterOptions | undefined): Matcher {
  if (!filter) return () => true;
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType()!;
  const pick = (record: LogRecord) => (byStream ? record.stream : record.type);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => pick(record).startsWith(prefix));
  const regex = new RegExp(expression.getRegex(), 'u');
  return (record) => regex.test(pick(record));
}
