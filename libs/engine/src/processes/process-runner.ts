import { setTimeout as sleep } from 'node:timers/promises';
import { idOf, type Process, type ProcessCommand, type RecordedEvent } from '@tabularium/kernel';
import type { LoggedEvent, ReadStore } from '@tabularium/read-store';
import { v5 } from 'uuid';

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
  /** The fencing epoch of the follower. */
  readonly epoch: () => number;
  /** Resolves for refusals too: they are on record. Rejects when the outcome is not known or the command is malformed. */
  send(command: CausedCommand): Promise<void>;
  readonly upcast: <E extends RecordedEvent>(event: E) => E;
  failed(process: string, error: unknown): void;
}

/**
 * Runs the processes over the log copy, one event after the other. Command ids are derived from process, event and step,
 * so that after a crash, or on views built anew, everything is sent again and nothing is done twice. A process whose
 * command fails stands still and tries again; it never skips.
 */
export class ProcessRunner {
  private readonly done = new Map<string, number>();
  private readonly faults = new Map<string, string>();
  private head = -1;
  private readonly sleeping: (() => void)[] = [];
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly processes: readonly Process[],
    private readonly host: ProcessHost,
  ) {}

  async start(head: number): Promise<void> {
    this.head = head;
    for (const { name } of this.processes) this.done.set(name, await this.host.views.consumedTo(name));
    this.running = Promise.all(this.processes.map((process) => this.run(process)));
  }

  /** New events are in the log copy. */
  reached(head: number): void {
    this.head = head;
    this.wake();
  }

  /** Events that the slowest process has before it. */
  get lag(): number {
    return Math.max(0, ...[...this.done.values()].map((index) => this.head - index));
  }

  get fault(): string | undefined {
    const [first] = this.faults;
    return first && `process ${first[0]}: ${first[1]}`;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  private async run(process: Process): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; !this.stopping.signal.aborted;) {
      try {
        if (await this.advance(process)) pauseMs = FIRST_PAUSE_MS;
        else await this.news(process);
      } catch (error) {
        this.faults.set(process.name, error instanceof Error ? error.message : String(error));
        this.host.failed(process.name, error);
        await sleep(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Deals with the next events; false when there are none. */
  private async advance(process: Process): Promise<boolean> {
    const from = (this.done.get(process.name) ?? -1) + 1;
    if (from > this.head) return false;
    const events = await this.host.views.eventsOf({ from, to: this.head, limit: BATCH });
    for (const event of events) {
      if (this.stopping.signal.aborted) return false;
      await this.react(process, event);
      this.done.set(process.name, event.index);
    }
    this.faults.delete(process.name);
    const last = events.at(-1);
    if (last) await this.host.views.markConsumed(this.host.epoch(), process.name, last.index);
    return last !== undefined;
  }

  private async react(process: Process, event: LoggedEvent): Promise<void> {
    const commands = commandsOf(process, this.host.upcast(event));
    for (const [step, command] of commands.entries())
      await this.host.send({ ...command, commandId: commandIdOf(process.name, event.id, step), cause: event });
  }

  private news(process: Process): Promise<void> {
    if (this.stopping.signal.aborted || (this.done.get(process.name) ?? -1) < this.head) return Promise.resolve();
    return new Promise((resolve) => this.sleeping.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.sleeping.splice(0)) resolve();
  }
}

function commandsOf(process: Process, event: LoggedEvent): readonly ProcessCommand[] {
  const react = Object.hasOwn(process.on, event.type) ? process.on[event.type] : undefined;
  if (!react) return [];
  const { id: eventId, revision, metadata, data, stream } = event;
  const { actor, authority, recordedAt, effectiveAt } = metadata;
  return react(data, { eventId, revision, actor, authority, recordedAt, effectiveAt, entityId: idOf(stream) });
}

const commandIdOf = (process: string, eventId: string, step: number): string =>
  v5(`${process}\n${eventId}\n${step}`, NAMESPACE);
