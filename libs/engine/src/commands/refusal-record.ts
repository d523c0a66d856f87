import type { RefusalsEvents } from '@tabularium/audit/contract';
import {
  commandHash,
  eventIdOf,
  RevisionConflict,
  type EventStore,
  type LogClock,
  type NewEvent,
} from '@tabularium/event-store';
import type { RefusedCommand } from '@tabularium/http';
import { streamName, type Actor, type Authority, type EventMetadata, type RecordedEvent } from '@tabularium/kernel';
import { refusalStream } from './known-keys';

type CommandRefused = RefusalsEvents['CommandRefused'];

/** A command that was refused: what was asked, by whom, by what right. */
export interface Refused {
  readonly category: string;
  readonly id: string;
  readonly command: string;
  readonly data: object;
  readonly actor: Actor;
  readonly authority: Authority;
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
}

/** Puts refusals on record, each in a stream named by its key, so that a refusal repeated is recorded once. */
export class RefusalRecord {
  constructor(
    private readonly log: EventStore,
    private readonly clock: LogClock,
  ) {}

  /** The event as it is (or was already) recorded. Throws StoreUnavailable. */
  async write(refused: Refused, refusal: RefusedCommand): Promise<RecordedEvent> {
    const stream = refusalStream(refused.commandId);
    const event: NewEvent = {
      id: eventIdOf(stream, refused.commandId, 0),
      type: 'CommandRefused' satisfies keyof RefusalsEvents,
      data: { ...refusedData(refused, refusal) },
      metadata: this.metadataOf(refused),
    };
    const revision = await this.append(stream, event);
    return { ...event, stream, revision };
  }

  /** A key refused before (by roles, then by a rule) has its stream: the next refusal goes behind. */
  private async append(stream: string, event: NewEvent): Promise<number> {
    try {
      return (await this.log.append(stream, 'no_stream', [event])).revision;
    } catch (error) {
      if (!(error instanceof RevisionConflict) || error.actual === undefined) throw error;
      const next = { ...event, id: eventIdOf(stream, event.metadata.commandId, error.actual + 1) };
      return (await this.log.append(stream, error.actual, [next])).revision;
    }
  }

  private metadataOf({ category, id, command, data, ...who }: Refused): EventMetadata {
    const now = this.clock.now();
    const { basis, ref, limit } = who.authority;
    return {
      schemaVersion: 1,
      recordedAt: now,
      effectiveAt: now,
      actor: who.actor,
      authority: { basis, ...(ref ? { ref } : {}), ...(limit ? { limit } : {}) },
      commandId: who.commandId,
      commandHash: commandHash(category, { id, command, data }),
      correlationId: who.correlationId,
      causationId: who.causationId ?? who.commandId,
    };
  }
}

/** Longest of what was said, in characters; the words of a rule are ours, its detail may quote long text. */
const MAX_WORDS = 4000;

const refusedData = ({ category, id, command }: Refused, { code, words, detail }: RefusedCommand): CommandRefused => ({
  commandType: command,
  target: streamName(category, id),
  code,
  words: words.slice(0, MAX_WORDS),
  ...(detail ? { detail } : {}),
});
