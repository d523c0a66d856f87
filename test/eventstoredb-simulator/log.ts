import { randomUUID } from 'node:crypto';
import type { Expected, Standing } from './decision';
import { decide } from './decision';

/** An event as a client proposes it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LogRecord extends Proposed {
  readonly stream: string;
  /** Decimal text: that of a tombstone is 2^63 - 1. */
  readonly revision: string;
  /** Where it begins, and where the next one does. */
  readonly position: bigint;
  readonly end: bigint;
  /** 100 ns ticks since 1970. */
  readonly created: bigint;
}

export type Outcome =
  | { readonly kind: 'written'; readonly revision: number | undefined; readonly position: bigint }
  | { readonly kind: 'conflict'; readonly current: number | undefined }
  | { readonly kind: 'deleted' };

interface Stream {
  readonly records: LogRecord[];
  keepFrom: number;
  tombstoned: boolean;
}

const TOMBSTONE_REVISION = String(2n ** 63n - 1n);
const HEADER_BYTES = 100n;
const nothing = new Uint8Array();

/** One log in memory with EventStoreDB's rules; positions are byte offsets, rising and not contiguous. */
export class SimulatedLog {
  readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly recent = new Map<string, LogRecord>();
  private readonly boundaries = new Set<bigint>([0n]);
  private readonly listeners = new Set<() => void>();
  private end = 0n;

  constructor() {
    this.write('$settings', [{ ...systemEvent('update-default-acl'), data: Buffer.from('{}') }]);
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Outcome {
    const decision = decide(
      expected,
      events.map(({ id }) => id),
      this.standingOf(stream),
    );
    if (decision.kind === 'deleted') return decision;
    if (decision.kind === 'conflict') return this.conflict(stream);
    if (decision.kind === 'already') return this.already(stream, decision.revision);
    return events.length === 0 ? this.touch(stream) : this.write(stream, events);
  }

  /** The metadata stream says that everything up to now is gone; numbering goes on. */
  softDelete(stream: string, expected: Expected): Outcome {
    const refusal = this.refusalToDelete(stream, expected);
    if (refusal) return refusal;
    const written = this.write(`$$${stream}`, [
      { ...systemEvent('$metadata'), data: Buffer.from('{"$tb":9223372036854775807}') },
    ]);
    this.of(stream).keepFrom = this.of(stream).records.length;
    return written;
  }

  tombstone(stream: string, expected: Expected): Outcome {
    const refusal = this.refusalToDelete(stream, expected);
    if (refusal) return refusal;
    const record = this.record(stream, systemEvent('$streamDeleted'), TOMBSTONE_REVISION);
    this.records.push(record);
    this.of(stream).tombstoned = true;
    this.grew();
    return { kind: 'written', revision: undefined, position: record.position };
  }

  /** What can still be read of a stream. */
  read(stream: string): readonly LogRecord[] | 'absent' | 'deleted' {
    const found = this.streams.get(stream);
    if (found?.tombstoned) return 'deleted';
    if (!found || found.keepFrom >= found.records.length) return 'absent';
    return found.keepFrom === 0 ? found.records : found.records.slice(found.keepFrom);
  }

  /** Everything ever written to a stream, growing. */
  recordsOf(stream: string): readonly LogRecord[] {
    return this.of(stream).records;
  }

  /** Index of the first record after a position (or at it); undefined = no record begins there. */
  indexFrom(
    { commit, prepare }: { readonly commit: bigint; readonly prepare: bigint },
    inclusive: boolean,
  ): number | undefined {
    if (commit < this.end && !this.boundaries.has(commit)) return undefined;
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = this.records[middle]!.position;
      const before = at < commit || (at === commit && !inclusive && prepare >= commit);
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Called after every growth, until the function returned is called. */
  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private standingOf(stream: string): Standing {
    const { records, keepFrom, tombstoned } = this.of(stream);
    return {
      last: records.length - 1,
      softDeleted: records.length > 0 && keepFrom >= records.length,
      tombstoned,
      idAt: (revision) => records[revision]?.id,
      recent: (id) => {
        const record = this.recent.get(id);
        return record?.stream === stream ? Number(record.revision) : undefined;
      },
    };
  }

  private refusalToDelete(stream: string, expected: Expected): Outcome | undefined {
    const { last, tombstoned } = this.standingOf(stream);
    if (tombstoned) return { kind: 'deleted' };
    const revision = expected === 'no_stream' ? -1 : expected;
    return typeof revision === 'number' && revision !== last ? this.conflict(stream) : undefined;
  }

  private conflict(stream: string): Outcome {
    return { kind: 'conflict', current: this.lastOf(stream) };
  }

  private already(stream: string, revision: number): Outcome {
    return { kind: 'written', revision, position: this.of(stream).records[revision]!.position };
  }

  /** An empty append writes something that no reader sees: the position moves. */
  private touch(stream: string): Outcome {
    const position = this.end;
    this.advance(0);
    return { kind: 'written', revision: this.lastOf(stream), position };
  }

  private write(stream: string, events: readonly Proposed[]): Outcome {
    const { records } = this.of(stream);
    for (const event of events) {
      const record = this.record(stream, event, String(records.length));
      records.push(record);
      this.records.push(record);
      this.recent.set(event.id, record);
    }
    this.grew();
    return { kind: 'written', revision: records.length - 1, position: this.records.at(-1)!.position };
  }

  private record(stream: string, event: Proposed, revision: string): LogRecord {
    const position = this.end;
    const end = this.advance(event.data.length + event.metadata.length);
    return { ...event, stream, revision, position, end, created: BigInt(Date.now()) * 10_000n };
  }

  private advance(bytes: number): bigint {
    this.end += HEADER_BYTES + BigInt(bytes);
    this.boundaries.add(this.end);
    return this.end;
  }

  private lastOf(stream: string): number | undefined {
    const { length } = this.of(stream).records;
    return length === 0 ? undefined : length - 1;
  }

  private of(stream: string): Stream {
    const found = this.streams.get(stream) ?? { records: [], keepFrom: 0, tombstoned: false };
    this.streams.set(stream, found);
    return found;
  }

  private grew(): void {
    for (const listener of this.listeners) listener();
  }
}

const systemEvent = (type: string): Proposed => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: nothing,
  metadata: nothing,
});
