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

/** How often somebody else may put a refusal of the same key on record first. */
const ATTEMPTS = 5;

/**
 * Puts refusals on record, each in a stream named by its key, so that a refusal repeated is recorded once. A key refused
 * for another reason before (by roles, then by a rule) has its stream: the next refusal goes behind.
 */
export class RefusalRecord {
  constructor(
    private readonly log: EventStore,
    private readonly clock: LogClock,
  ) {}

  /** The event as it is (or was already) recorded. Throws StoreUnavailable. */
  async write(refused: Refused, refusal: RefusedCommand): Promise<RecordedEvent> {
    const stream = refusalStream(refused.commandId);
    let known: readonly RecordedEvent[] = [];
    for (let attempt = 1; ; attempt++) {
      const last = known.at(-1);
      if (last) this.clock.saw(last.metadata.recordedAt);
      const event = this.eventOf(stream, refused, refusal);
      const same = known.find(({ id }) => id === event.id);
      if (same) return same;
      try {
        const { revision } = await this.log.append(stream, last?.revision ?? 'no_stream', [event]);
        return { ...event, stream, revision };
      } catch (error) {
        if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      }
      known = await this.recorded(stream);
    }
  }

  private async recorded(stream: string): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const event of this.log.readStream(stream)) events.push(event);
    return events;
  }

  /** The id is that of the reason too: the store takes an id it has for a repetition, and writes nothing. */
  private eventOf(stream: string, refused: Refused, refusal: RefusedCommand): NewEvent {
    const metadata = this.metadataOf(refused);
    return {
      id: eventIdOf(stream, [refused.commandId, refusal.code, metadata.commandHash].join('\n'), 0),
      type: 'CommandRefused' satisfies keyof RefusalsEvents,
      data: { ...refusedData(refused, refusal) },
      metadata,
    };
  }

  private metadataOf({ category, id, command, data, ...who }: Refused): EventMetadata {
    const now = this.clock.now();
    const { basis, ref, limit, converted, convertedLimit } = who.authority;
    return {
      schemaVersion: 1,
      recordedAt: now,
      effectiveAt: now,
      actor: who.actor,
      authority: {
        basis,
        ...(ref ? { ref } : {}),
        ...(limit ? { limit } : {}),
        ...(converted ? { converted } : {}),
        ...(convertedLimit ? { convertedLimit } : {}),
      },
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
