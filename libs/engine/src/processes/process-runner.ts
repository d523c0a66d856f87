import { idOf, type CommandOutcome, type Process, type ProcessCommand, type RecordedEvent } from '@tabularium/kernel';
import { FencedOff, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { v5 } from 'uuid';
import { pause } from '../follow/holder';
import { Standstill } from '../follow/standstill';
import { named } from '../follow/unknown-event';

/** Namespace of the ids of commands that processes send (RFC 9562, version 5). Never changed: resending leans on it. */
const NAMESPACE = '0f1f6c5e-4a57-4a0b-8f0e-5f0c8f0b7a11';
const BATCH = 500;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;

/** A command of a process with what led to it. */
export interface CausedCommand extends ProcessCommand {
  readonly commandId: string;
  readonly cause: RecordedEvent;
}

/** What the runner needs of the engine. */
export interface ProcessHost {
  readonly views: ReadStore;
  /** Resolves for refusals too: they are on record. Rejects when the outcome is not known or the command is malformed. */
  send(command: CausedCommand): Promise<CommandOutcome>;
  readonly upcast: <E extends RecordedEvent>(event: E) => E;
  /** Resolves when there may be events after this log index in the log copy, and on the signal. */
  news(after: number, signal: AbortSignal): Promise<void>;
  failed(process: string, error: unknown): void;
}

/**
 * Runs a process over the log copy, one event after the other. Command ids are derived from process, event and step, so
 * that after a crash, by a second owner, or on views built anew, everything is sent again and nothing is done twice. A
 * process that cannot react, or whose command fails, stands still and tries again; it never skips.
 */
export class ProcessRunner {
  constructor(
    private readonly process: Process,
    private readonly host: ProcessHost,
  ) {}

  /** Runs until the signal. Throws FencedOff when the epoch is over. */
  async run(epoch: number, signal: AbortSignal): Promise<void> {
    const { name } = this.process;
    const place = new Place(this.host.views, name, epoch);
    const standstill = new Standstill(this.host.views, name, epoch, (error) => this.host.failed(name, error));
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted;) {
      try {
        const moved = await this.advance(place, signal);
        await standstill.over();
        if (moved) pauseMs = FIRST_PAUSE_MS;
        else await this.host.news(await place.done(), signal);
      } catch (error) {
        if (error instanceof FencedOff) throw error;
        await standstill.because(error, '');
        await pause(pauseMs, signal);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Deals with the next events; false when there are none. What was dealt with is kept even if a later one fails. */
  private async advance(place: Place, signal: AbortSignal): Promise<boolean> {
    const events = await this.host.views.eventsOf({ from: (await place.done()) + 1, limit: BATCH });
    try {
      for (const event of events) {
        if (signal.aborted) break;
        await this.reactTo(event);
        place.reach(event.index);
      }
    } finally {
      await place.keep();
    }
    return events.length > 0;
  }

  private async reactTo(event: LoggedEvent): Promise<void> {
    try {
      await this.react(event);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new Error(`log index ${event.index} (${named(event)}): ${words}`, { cause: error });
    }
  }

  private async react(event: LoggedEvent): Promise<void> {
    const commands = commandsOf(this.process, this.host.upcast(event));
    for (const [step, command] of commands.entries()) await this.send(event, command, `${step}`);
  }

  /** What a command was sent for may want to know what came of it. */
  private async send(cause: LoggedEvent, command: ProcessCommand, step: string): Promise<void> {
    const commandId = commandIdOf(this.process.name, cause.id, step);
    const outcome = await this.host.send({ ...command, commandId, cause });
    if (command.report) await this.send(cause, command.report(outcome), `${step}.report`);
  }
}

/** How far a process is: in memory, and now and then in the store. */
class Place {
  private reached: number | undefined;
  private kept = -1;

  constructor(
    private readonly views: ReadStore,
    private readonly consumer: string,
    private readonly epoch: number,
  ) {}

  async done(): Promise<number> {
    this.reached ??= this.kept = await this.views.consumedTo(this.consumer);
    return this.reached;
  }

  reach(index: number): void {
    this.reached = index;
  }

  /** Throws FencedOff. */
  async keep(): Promise<void> {
    if (this.reached === undefined || this.reached === this.kept) return;
    await this.views.markConsumed(this.epoch, this.consumer, this.reached);
    this.kept = this.reached;
  }
}

function commandsOf(process: Process, event: LoggedEvent): readonly ProcessCommand[] {
  const react = Object.hasOwn(process.on, event.type) ? process.on[event.type] : undefined;
  if (!react) return [];
  const { id: eventId, revision, metadata, data, stream } = event;
  const { actor, authority, recordedAt, effectiveAt } = metadata;
  return react(data, { eventId, revision, actor, authority, recordedAt, effectiveAt, entityId: idOf(stream) });
}

const commandIdOf = (process: string, eventId: string, step: string): string =>
  v5(`${process}\n${eventId}\n${step}`, NAMESPACE);
