import { isDeepStrictEqual } from 'node:util';
import { FACT_CORRECTED, FACT_VOIDED, type RecordedEvent } from '@tabularium/kernel';

/** A field before and after an event; `before` is the last value of the field in the stream. */
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

/** Follows one stream in the order it was recorded and says of each event what it changed, field by field. */
export class FieldTrail {
  private readonly last = new Map<string, unknown>();
  private readonly byId = new Map<string, RecordedEvent>();

  of(event: RecordedEvent): EventChanges {
    this.byId.set(event.id, event);
    if (event.type === FACT_CORRECTED) return this.corrected(event.data);
    if (event.type === FACT_VOIDED) return this.voided(event.data);
    return { changes: this.noted(event.data) };
  }

  /** From what the fact said to what it should have said. */
  private corrected({ correctsEventId, was, shouldBe }: Data): EventChanges {
    const [before, after] = [dataIn(was), dataIn(shouldBe)];
    const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changes = [...fields].map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
    for (const { field, after: value } of changes) this.last.set(field, value);
    return { changes: changes.filter(differs), amends: String(correctsEventId) };
  }

  /** What the fact said holds no more. */
  private voided({ voidsEventId }: Data): EventChanges {
    const fact = this.byId.get(String(voidsEventId));
    const changes = Object.entries(fact?.data ?? {}).map(([field, before]) => ({ field, before, after: null }));
    return { changes, amends: String(voidsEventId) };
  }

  private noted(data: Data): readonly FieldChange[] {
    const changes = Object.entries(data).map(([field, after]) => ({
      field,
      before: this.last.get(field) ?? null,
      after,
    }));
    for (const { field, after } of changes) this.last.set(field, after);
    return changes.filter(differs);
  }
}

const differs = ({ before, after }: FieldChange): boolean => !isDeepStrictEqual(before, after);

const dataIn = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
