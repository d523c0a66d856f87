import type { Instant } from './dates';
import type { Converted } from './exchange';
import type { Money } from './money';

/** Who acted: a person's id (or `system`), and the role they acted in. */
export interface Actor {
  readonly id: string;
  readonly role?: string;
  readonly onBehalfOf?: string;
}

/** By what right: a role, a delegated limit, a board's decision, the engine itself, or an imported assertion. */
export interface Authority {
  readonly basis: 'ROLE' | 'DELEGATION' | 'DECISION' | 'SYSTEM' | 'LEGACY';
  /** The role, delegation, decision or import that gives the right. */
  readonly ref?: string;
  /** The limit that applied, where one did. */
  readonly limit?: Money;
  /** The amount decided on as it was held against the limit, where it is in another currency. */
  readonly converted?: Converted;
  /** How that limit was given, where that is in another currency. */
  readonly convertedLimit?: Converted;
}

/** What an event rests on: a document with its hash, or a place in an imported file. */
export interface Evidence {
  readonly documentId?: string;
  readonly version?: string;
  readonly sha256?: string;
  readonly file?: string;
  /** 1-based line (one project per row) or column (one project per column) of the file. */
  readonly row?: number;
}

/** What is kept beside the data of every event. */
export interface EventMetadata {
  readonly schemaVersion: number;
  /** Server clock when appended; never decreases along the log. */
  readonly recordedAt: Instant;
  /** Business date, as an instant. */
  readonly effectiveAt: Instant;
  readonly actor: Actor;
  readonly authority: Authority;
  /** The idempotency key of the command. */
  readonly commandId: string;
  /** SHA-256 of what was asked, so that a key used again for something else is noticed. */
  readonly commandHash: string;
  readonly correlationId: string;
  /** The event or command that led to this. */
  readonly causationId: string;
  readonly reason?: string;
  readonly evidence?: readonly Evidence[];
  /** Streams the rule leant on, with the revision read: `{ 'budget-PRJ-1': 7 }`. */
  readonly pins?: Readonly<Record<string, number>>;
}

/** An event as it stands in the log. `type` and `data` are never changed after the append. */
export interface RecordedEvent {
  /** UUID. */
  readonly id: string;
  /** `category-id`; the category holds no hyphen. */
  readonly stream: string;
  /** From 0, without gaps within its stream. */
  readonly revision: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: EventMetadata;
}

/** The two types that amend another event instead of being a fact of their own; any aggregate may emit them. */
export const FACT_CORRECTED = 'FactCorrected';
export const FACT_VOIDED = 'FactVoided';

/** Data of `FactCorrected`: the fact's data (and date, if given) are replaced from now on; what was believed stays on record. */
export interface FactCorrected {
  readonly correctsEventId: string;
  /** Type of the corrected fact. */
  readonly factType: string;
  readonly was: Readonly<Record<string, unknown>>;
  readonly shouldBe: Readonly<Record<string, unknown>>;
  /** The fact's new business date; absent = unchanged. */
  readonly effectiveAt?: Instant;
  readonly reason: string;
}

/** Data of `FactVoided`: the fact (or amendment) is taken out from now on. */
export interface FactVoided {
  readonly voidsEventId: string;
  readonly reason: string;
}

export const streamName = (category: string, id: string): string => `${category}-${id}`;

export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** The project an aggregate id belongs to: ids of what belongs to a project start with the project's id and a dot. */
export const ownerOf = (id: string): string => id.split('.')[0] ?? id;
