import { createHash, randomUUID } from 'node:crypto';
import type { EventMetadata } from '@tabularium/kernel';
import type {
  Appended,
  EventStore,
  Expected,
  LogFilter,
  LogRead,
  LogSignal,
  NewEvent,
  Position,
  StoredEvent,
  StreamRead,
} from '../port';
import { RevisionConflict, StreamDeleted } from '../port';

/** A store to be asked, with what the port leaves to operators. */
export interface Subject {
  readonly store: EventStore;
  deleteStream(stream: string, expected: Expected): Promise<unknown>;
  tombstoneStream(stream: string, expected: Expected): Promise<unknown>;
  /** Lets go of the store as a crash or a lost connection would, and opens the same log again. */
  reopen(): Promise<EventStore>;
  close(): Promise<void>;
}

/** What became of an append: the last revision, or why not (`actual`: -1 = no stream). */
export type Answer = number | { readonly conflict: number } | 'deleted';

export const metadata: EventMetadata = {
  schemaVersion: 2,
  recordedAt: '2026-01-05T09:00:00.000Z',
  effectiveAt: '2026-01-04T23:59:59.999Z',
  actor: { id: 'ana', role: 'PMO', onBehalfOf: 'ben' },
  authority: { basis: 'DELEGATION', ref: 'DLG-1', limit: { minor: '9007199254740993', ccy: 'GBP' } },
  commandId: 'command-1',
  commandHash: '00ff',
  correlationId: 'correlation-1',
  causationId: 'causation-1',
  reason: 'because «so»',
  evidence: [{ file: 'a.csv', row: 3 }],
  pins: { 'budget-1': 7 },
};

/** One test's corner of a log that others may be writing too: streams and types of its own, events known by short names. */
export class Scene {
  private readonly run = randomUUID().slice(0, 8);
  private readonly names = new Map<string, string>();

  constructor(public store: EventStore) {}

  /** Prefix of every stream of this scene. */
  get prefix(): string {
    return `contract${this.run}.`;
  }

  stream(short: string): string {
    return `${this.prefix}${short}`;
  }

  /** A type no other scene writes. */
  type(short: string): string {
    return `${short}${this.run}`;
  }

  /** The same name is the same id within a scene. */
  event(name: string | number, more: Partial<NewEvent> = {}): NewEvent {
    const id = this.idOf(name);
    this.names.set(id, String(name));
    return { id, type: 'Happened', data: { name }, metadata, ...more };
  }

  nameOf = ({ id }: { readonly id: string }): string => this.names.get(id) ?? 'foreign';

  append(short: string, expected: Expected, ...names: readonly (string | number)[]): Promise<Appended> {
    return this.store.append(
      this.stream(short),
      expected,
      names.map((name) => this.event(name)),
    );
  }

  /** Appends, with conflicts and deletions as answers. */
  async ask(short: string, expected: Expected, ...names: readonly (string | number)[]): Promise<Answer> {
    try {
      return (await this.append(short, expected, ...names)).revision;
    } catch (error) {
      if (error instanceof RevisionConflict) return { conflict: error.actual ?? -1 };
      if (error instanceof StreamDeleted) return 'deleted';
      throw error;
    }
  }

  read(short: string, read?: StreamRead): Promise<readonly StoredEvent[]> {
    return listed(this.store.readStream(this.stream(short), read));
  }

  async named(short: string, read?: StreamRead): Promise<readonly string[]> {
    return (await this.read(short, read)).map(this.nameOf);
  }

  /** Only what this scene wrote. */
  async log(read: LogRead = {}): Promise<readonly StoredEvent[]> {
    return (await listed(this.store.readAll(read))).filter(({ stream }) => stream.startsWith(this.prefix));
  }

  own: LogFilter = { streamPrefixes: [this.prefix] };

  private idOf(name: string | number): string {
    const hex = createHash('sha1').update(`${this.run} ${name}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

export async function listed<T>(items: AsyncIterable<T>, limit = Infinity): Promise<readonly T[]> {
  const list: T[] = [];
  if (limit === 0) return list;
  for await (const item of items) {
    list.push(item);
    if (list.length >= limit) break;
  }
  return list;
}

export const positions = (events: readonly { readonly position: Position }[]): readonly Position[] =>
  events.map(({ position }) => position);

export const rising = (tokens: readonly string[]): boolean =>
  tokens.every((token, i) => i === 0 || token > (tokens[i - 1] ?? ''));

export const isEvent = (signal: LogSignal): signal is Extract<LogSignal, { kind: 'event' }> => signal.kind === 'event';

/** Numbers from 0. */
export const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
