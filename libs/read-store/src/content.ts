import type { FactCorrected, FactVoided, Instant, RecordedEvent } from '@tabularium/kernel';
import { FACT_VOIDED, idOf, isInstant, millis } from '@tabularium/kernel';
import { guarded } from './errors';
import type { LogEntry } from './storage';
import type { ViewEvent } from './view';

/** Brings the data of an event to the newest version of its type, which stays the same. Pure. */
export type Upcast = (event: RecordedEvent) => RecordedEvent;

/** A fact with what is known of it at some log index: its place and its content in force. */
export interface Fact {
  readonly index: number;
  readonly eff: number;
  readonly event: ViewEvent;
  /** Log index of the correction (or the fact itself) that gives the data. */
  readonly from: number;
}

/** The event id an amendment names; undefined if its data is not what the type demands. */
export function targetOf(event: RecordedEvent): string | undefined {
  const data = event.data as Partial<FactCorrected & FactVoided>;
  if (event.type === FACT_VOIDED) return text(data.voidsEventId);
  const dated = data.effectiveAt === undefined || (typeof data.effectiveAt === 'string' && isInstant(data.effectiveAt));
  return dated && isData(data.shouldBe) ? text(data.correctsEventId) : undefined;
}

const isData = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * The content of a fact under amendments given in log order; null = voided. Gone through from the newest: a void
 * silences its target, the first correction heard gives the data, the first one with a date gives the date.
 */
export function contentOf(fact: LogEntry, amendments: readonly LogEntry[], upcast: Upcast): Fact | null {
  const silenced = new Set<number>();
  let data: LogEntry | undefined;
  let date: Instant | undefined;
  for (const amendment of amendments.toReversed()) {
    if (silenced.has(amendment.event.index)) continue;
    if (amendment.event.type === FACT_VOIDED) silenced.add(amendment.amends ?? -1);
    else {
      data ??= amendment;
      date ??= text(amendment.event.data['effectiveAt']);
    }
  }
  return silenced.has(fact.event.index) ? null : factOf(fact, data, date, upcast);
}

function factOf({ event }: LogEntry, data: LogEntry | undefined, date: string | undefined, upcast: Upcast): Fact {
  const effectiveAt = date ?? event.metadata.effectiveAt;
  const current = guarded(`Upcasting ${event.type}`, () =>
    upcast(data || date ? corrected(event, data, effectiveAt) : event),
  );
  return {
    index: event.index,
    eff: millis(effectiveAt),
    from: data?.event.index ?? event.index,
    event: {
      id: event.id,
      index: event.index,
      stream: event.stream,
      entityId: idOf(event.stream),
      type: current.type,
      data: current.data,
      metadata: current.metadata,
    },
  };
}

/** The corrected data is of the schema version the correction says it is. */
function corrected(event: LogEntry['event'], data: LogEntry | undefined, effectiveAt: string): RecordedEvent {
  const schemaVersion = data?.event.metadata.schemaVersion ?? event.metadata.schemaVersion;
  const shouldBe = data?.event.data['shouldBe'] as RecordedEvent['data'] | undefined;
  return { ...event, data: shouldBe ?? event.data, metadata: { ...event.metadata, schemaVersion, effectiveAt } };
}
