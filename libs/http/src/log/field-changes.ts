import { isDeepStrictEqual } from 'node:util';
import { FACT_CORRECTED, FACT_VOIDED, type RecordedEvent } from '@tabularium/kernel';

/**
 * A field before and after an event; `before` is what the last event of the same type in the stream said of the same
 * thing: of the same criterion, the same entry, the same line.
 */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface EventChanges {
  readonly changes: readonly FieldChange[];
  /** For amendments: the event they amend. */
  readonly amends?: string;
}

type Data = RecordedEvent['data'];

/** The fields of an event type that name what it speaks of within its stream. */
export type NamingFields = (type: string) => readonly string[];

/** Follows one stream in the order it was recorded and says of each event what it changed, field by field. */
export class FieldTrail {
  private readonly last = new Map<string, Data>();
  private readonly byId = new Map<string, RecordedEvent>();

  constructor(private readonly namingFields: NamingFields) {}

  of(event: RecordedEvent): EventChanges {
    this.byId.set(event.id, event);
    if (event.type === FACT_CORRECTED) return this.corrected(event.data);
    if (event.type === FACT_VOIDED) return this.voided(event.data);
    return { changes: this.noted(event.type, event.data) };
  }

  /** From what the fact said to what it should have said. */
  private corrected({ correctsEventId, factType, was, shouldBe }: Data): EventChanges {
    const [before, after] = [dataIn(was), dataIn(shouldBe)];
    this.last.set(this.thingOf(String(factType), after), after);
    return { changes: changesBetween(before, after), amends: String(correctsEventId) };
  }

  /** What the fact said holds no more. */
  private voided({ voidsEventId }: Data): EventChanges {
    const fact = this.byId.get(String(voidsEventId));
    const changes = Object.entries(fact?.data ?? {}).map(([field, before]) => ({ field, before, after: null }));
    return { changes, amends: String(voidsEventId) };
  }

  private noted(type: string, data: Data): readonly FieldChange[] {
    const thing = this.thingOf(type, data);
    const before = this.last.get(thing) ?? {};
    this.last.set(thing, data);
    return changesBetween(before, data);
  }

  private thingOf(type: string, data: Data): string {
    return JSON.stringify([type, ...this.namingFields(type).map((field) => data[field] ?? null)]);
  }
}

function changesBetween(before: Data, after: Data): readonly FieldChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter(differs);
}

const differs = ({ before, after }: FieldChange): boolean => !isDeepStrictEqual(before, after);

const dataIn = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
