import { FACT_CORRECTED, FACT_VOIDED, isInstant, type RecordedEvent } from '@tabularium/kernel';

/** Something in the log that cannot be so. */
export interface LogFault {
  /** 0-based place in the log. */
  readonly at: number;
  readonly stream: string;
  readonly revision: number;
  readonly what: string;
}

export interface LogSummary {
  readonly events: number;
  readonly streams: number;
  readonly faults: readonly LogFault[];
}

type StoredAt = RecordedEvent & { readonly position: string };

/** What must hold for every log, whatever wrote it; a fault means that the file was damaged or changed by hand. */
export async function checkLog(events: AsyncIterable<StoredAt>): Promise<LogSummary> {
  const check = new LogCheck();
  const faults: LogFault[] = [];
  let at = 0;
  for await (const event of events) {
    const { stream, revision } = event;
    faults.push(...check.faultsOf(event).map((what) => ({ at, stream, revision, what })));
    at += 1;
  }
  return { events: at, streams: check.streams, faults };
}

/** Remembers what the events so far must be followed by. */
class LogCheck {
  private readonly streamById = new Map<string, string>();
  private readonly heads = new Map<string, number>();
  private last: StoredAt | undefined;

  get streams(): number {
    return this.heads.size;
  }

  faultsOf(event: StoredAt): readonly string[] {
    const faults = [...this.placeFaults(event), ...this.timeFaults(event), ...this.referenceFaults(event)];
    this.streamById.set(event.id, event.stream);
    this.heads.set(event.stream, event.revision);
    this.last = event;
    return faults.filter((fault) => fault !== false);
  }

  private placeFaults({ stream, revision, position }: StoredAt): Suspicions {
    const expected = (this.heads.get(stream) ?? -1) + 1;
    return [
      revision !== expected && `has revision ${revision} where ${expected} must follow`,
      this.last !== undefined &&
        position <= this.last.position &&
        `lies at ${position}, not after ${this.last.position}`,
      !/^[^-]+-./.test(stream) && 'is in a stream that names no thing',
    ];
  }

  private timeFaults({ metadata: { recordedAt, effectiveAt } }: StoredAt): Suspicions {
    return [
      !isInstant(recordedAt) && `was recorded at no instant (${recordedAt})`,
      !isInstant(effectiveAt) && `is effective at no instant (${effectiveAt})`,
      this.last !== undefined &&
        recordedAt < this.last.metadata.recordedAt &&
        'was recorded before the event in front of it',
    ];
  }

  private referenceFaults(event: StoredAt): Suspicions {
    const amended = amendedBy(event);
    return [
      this.streamById.has(event.id) && `has the id of an earlier event (${event.id})`,
      amended !== undefined &&
        this.streamById.get(amended) !== event.stream &&
        `amends ${amended}, which is no earlier event of its stream`,
    ];
  }
}

type Suspicions = readonly (string | false)[];

function amendedBy({ type, data }: RecordedEvent): string | undefined {
  if (type === FACT_CORRECTED) return String(data['correctsEventId']);
  return type === FACT_VOIDED ? String(data['voidsEventId']) : undefined;
}
