import { eventSpec, type EventSpec } from '@tabularium/contracts';
import { FACT_CORRECTED, FACT_VOIDED, type RecordedEvent } from '@tabularium/kernel';
import type { AggregateWiring, ContextDefinition } from '@tabularium/http';
import { UnknownEvent } from './follow/unknown-event';

/** What is written whatever the contexts are. */
const always: ReadonlySet<string> = new Set([FACT_CORRECTED, FACT_VOIDED, 'CommandRefused']);

type VersionedSpec = EventSpec & { readonly version: number };

/** What the contexts declare, by name. Names that mean two things are found when it is made. */
export class Registry {
  private readonly aggregates = new Map<string, AggregateWiring>();
  private readonly events = new Map<string, { readonly type: object; readonly spec: VersionedSpec }>();

  constructor(contexts: readonly ContextDefinition[]) {
    for (const wiring of contexts.flatMap(({ aggregates }) => aggregates)) this.add(wiring);
  }

  all(): readonly AggregateWiring[] {
    return [...this.aggregates.values()];
  }

  aggregate(category: string): AggregateWiring | undefined {
    return this.aggregates.get(category);
  }

  readonly schemaVersionOf = (type: string): number => this.events.get(type)?.spec.version ?? 1;

  /** False for an event of a type nobody declares, or of a later version than is declared: a later release wrote it. */
  readonly knows = ({ type, metadata }: RecordedEvent): boolean =>
    always.has(type) || metadata.schemaVersion <= (this.events.get(type)?.spec.version ?? 0);

  /** Brings the data of an event to the newest schema version of its type. Throws UnknownEvent for a later one. */
  readonly upcast = <E extends RecordedEvent>(event: E): E => {
    const spec = this.events.get(event.type)?.spec;
    const from = event.metadata.schemaVersion;
    if (!spec || from === spec.version) return event;
    if (from > spec.version) throw new UnknownEvent(event);
    const steps = versionsBetween(from, spec.version).map((version) => stepOf(event.type, spec, version));
    const data = steps.reduce((before, step) => step(before), event.data);
    return { ...event, data, metadata: { ...event.metadata, schemaVersion: spec.version } };
  };

  private add(wiring: AggregateWiring): void {
    const { category, events } = wiring.contract;
    if (this.aggregates.has(category)) throw new Error(`Two aggregates are called ${category}`);
    this.aggregates.set(category, wiring);
    for (const [name, type] of Object.entries(events)) this.addEvent(name, type);
  }

  private addEvent(name: string, type: object): void {
    if (this.events.has(name) && this.events.get(name)?.type !== type) throw new Error(`Two events are called ${name}`);
    this.events.set(name, { type, spec: eventSpec(type) });
  }
}

const versionsBetween = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, n) => from + n);

function stepOf(type: string, spec: VersionedSpec, version: number) {
  const step = spec.upcast?.[version];
  if (!step) throw new Error(`${type} cannot be brought from version ${version} to ${version + 1}`);
  return step;
}
