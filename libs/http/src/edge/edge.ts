import type { Claims, Caller } from '@tabularium/identity';
import type { EventStore } from '@tabularium/event-store';
import type { ReadStore, Upcast } from '@tabularium/read-store';
import type { AggregateContract } from '@tabularium/contracts';
import type { ContextDefinition } from '../context';

/** Where the views or a process stand, in whichever process they are run. */
export interface ConsumerLag {
  readonly consumer: string;
  /** Null = nobody at the moment. */
  readonly owner: string | null;
  /** Log index. */
  readonly doneTo: number;
  /** Events that the views have applied and it has not dealt with. */
  readonly lagEvents: number;
  /** Why it stands still, and before which event. */
  readonly fault?: string;
}

/** Where the views stand. */
export interface FollowerStatus {
  readonly appliedTo: number;
  /** Events in the store that the views have not applied yet; null = not known (the store does not answer). */
  readonly lagEvents: number | null;
  /** Age of the oldest of them. */
  readonly lagSeconds: number | null;
  readonly caughtUp: boolean;
  readonly consumers: readonly ConsumerLag[];
  /** The first of their faults. */
  readonly fault?: string;
}

/** A command that roles did not allow. */
export interface ForbiddenCommand {
  readonly contract: AggregateContract;
  readonly command: string;
  readonly id: string;
  readonly caller: Caller;
  readonly commandId: string;
  readonly correlationId: string;
}

/** What the HTTP edge needs of the engine; the composition root provides it. */
export interface Edge {
  readonly contexts: readonly ContextDefinition[];
  readonly views: ReadStore;
  readonly log: EventStore;
  /** Brings an event to the newest schema version of its type. */
  readonly upcast: Upcast;
  readonly tokens: { verify(token: string): Promise<Claims | null> };
  /** The person with what is in force today. */
  callerOf(person: string): Promise<Caller>;
  /** Waits until the views have applied the event at a position; false when that took longer than the bound. */
  projected(position: string): Promise<boolean>;
  follower(): Promise<FollowerStatus>;
  /** What this process does: `all`, `api` or `projector`. */
  readonly role: string;
  /** Why no command is recorded at present, if that is known. */
  recordingFault(): string | undefined;
  recordForbidden(forbidden: ForbiddenCommand): Promise<void>;
  /** Prometheus text. */
  metrics(): Promise<string>;
  readonly logger: EdgeLogger;
  /** Requests a second of one client; 0 = no limit. */
  readonly rate: number;
  /** Addresses whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[];
  readonly bodyLimitBytes: number;
}

/** What is logged at the edge. */
export interface EdgeLogger {
  info(what: object, message: string): void;
  error(what: object, message: string): void;
}

/** Injection token of the Edge. */
export const EDGE = Symbol('Edge');
