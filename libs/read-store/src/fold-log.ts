import type { Instant } from '@tabularium/kernel';
import { FACT_CORRECTED, FACT_VOIDED, idOf, isAmendment, millis } from '@tabularium/kernel';
import { matches } from './conditions';
import type { Upcast } from './content';
import { targetOf } from './content';
import { define } from './definition';
import { InvalidAmendment } from './errors';
import { hashOf } from './hash';
import type { KeyedRow, LoggedEvent, Row } from './port';
import { compareText } from './text';
import type { StepWithKeys, View, ViewEvent } from './view';

export interface FoldedLog {
  /** In key order. */
  readonly rows: readonly KeyedRow[];
  /** As `contentHash` of the read store gives it. */
  readonly sha256: string;
}

/** A fact with the content known of it. */
interface KnownFact {
  readonly index: number;
  readonly eff: number;
  readonly event: ViewEvent;
}

/**
 * The rows of a view by definition, straight from the log and without any table: of the facts known at `logIndex`, with
 * their corrections, those effective up to `asOf`, folded in the order (effective, index). Events in log order, from
 * index 0. Shares no code with the tables' runtime but rows and hash, so that it can be held against them.
 */
export function foldLog(
  view: View,
  events: readonly LoggedEvent[],
  { logIndex, asOf }: { readonly logIndex: number; readonly asOf: Instant },
  upcast: Upcast = (event) => event,
): FoldedLog {
  const until = millis(asOf);
  const facts = factsKnown(events, logIndex, upcast).filter(({ eff }) => eff <= until);
  const folded = foldFacts(view, facts.sort(byPlace));
  const { codec, shown } = define(view);
  const rows = [...folded.entries()]
    .flatMap(([key, { row, cause }]) => (row ? [{ key, row, cause }] : []))
    .filter(({ key, row }) => matches(shown, key, codec.encode(row).cells))
    .sort((a, b) => compareText(a.key, b.key));
  return { rows, sha256: hashOf(codec, rows).sha256 };
}

/** The facts known at a log index, with their content then, voided ones left out. Throws InvalidAmendment. */
export function factsKnown(events: readonly LoggedEvent[], logIndex: number, upcast: Upcast): KnownFact[] {
  const known = events.filter(({ index }) => index <= logIndex);
  const amendments = new Amendments(known);
  return known
    .filter((event) => !isAmendment(event) && !amendments.isVoided(event))
    .map((event) => factOf(event, amendments.correctionsOf(event), upcast));
}

/** Folds facts that are in order; null = the key is gone. */
function foldFacts(view: View, facts: readonly KnownFact[]) {
  const { codec } = define(view);
  const rows = new Map<string, { readonly row: Row | null; readonly cause: number }>();
  for (const { event, index } of facts) {
    const steps: StepWithKeys<Row, unknown> | undefined = Object.hasOwn(view.steps, event.type)
      ? view.steps[event.type]
      : undefined;
    for (const key of new Set(steps?.keys(event))) {
      const row = steps?.step(rows.get(key)?.row ?? null, event, key) ?? null;
      rows.set(key, { row: row && codec.encode(row).row, cause: index });
    }
  }
  return rows;
}

export const byPlace = (a: KnownFact, b: KnownFact): number => a.eff - b.eff || a.index - b.index;

/** Which amendments hold, by definition: one that no holding void names. */
class Amendments {
  private readonly voids = new Map<LoggedEvent, LoggedEvent[]>();
  private readonly corrections = new Map<LoggedEvent, LoggedEvent[]>();

  constructor(events: readonly LoggedEvent[]) {
    const factOfAmendment = new Map<LoggedEvent, LoggedEvent>();
    const byId = new Map<string, LoggedEvent[]>();
    for (const event of events) {
      if (isAmendment(event)) this.take(event, targetIn(event, byId), factOfAmendment);
      push(byId, event.id, event);
    }
  }

  isVoided(event: LoggedEvent): boolean {
    return this.voids.get(event)?.some((amendment) => !this.isVoided(amendment)) ?? false;
  }

  /** Those that hold, oldest first. */
  correctionsOf(fact: LoggedEvent): readonly LoggedEvent[] {
    return this.corrections.get(fact)?.filter((correction) => !this.isVoided(correction)) ?? [];
  }

  private take(amendment: LoggedEvent, target: LoggedEvent, factOfAmendment: Map<LoggedEvent, LoggedEvent>): void {
    const fact = factOfAmendment.get(target) ?? target;
    factOfAmendment.set(amendment, fact);
    if (amendment.type === FACT_VOIDED) push(this.voids, target, amendment);
    else push(this.corrections, fact, amendment);
  }
}

/** In the amendment's own stream if it is there, for ids may repeat across streams. */
function targetIn(amendment: LoggedEvent, byId: ReadonlyMap<string, readonly LoggedEvent[]>): LoggedEvent {
  const id = targetOf(amendment);
  const named = (id === undefined ? undefined : byId.get(id)) ?? [];
  const target = named.find(({ stream }) => stream === amendment.stream) ?? named[0];
  if (!target || (amendment.type === FACT_CORRECTED && target.type === FACT_VOIDED))
    throw new InvalidAmendment(`${amendment.type} at log index ${amendment.index} has no target it can amend`);
  return target;
}

function factOf(event: LoggedEvent, corrections: readonly LoggedEvent[], upcast: Upcast): KnownFact {
  const { id, index, stream } = event;
  const latest = corrections.at(-1);
  const dated = corrections.findLast(({ data }) => data['effectiveAt'] !== undefined);
  const date = dated?.data['effectiveAt'];
  const effectiveAt = typeof date === 'string' ? date : event.metadata.effectiveAt;
  const schemaVersion = (latest ?? event).metadata.schemaVersion;
  const data = (latest?.data['shouldBe'] ?? event.data) as LoggedEvent['data'];
  const current = upcast(
    latest ? { ...event, data, metadata: { ...event.metadata, schemaVersion, effectiveAt } } : event,
  );
  const { type, metadata } = current;
  return {
    index,
    eff: millis(effectiveAt),
    event: { id, index, stream, entityId: idOf(stream), type, data: current.data, metadata },
  };
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
