import type { Instant } from './dates';
import { isInstant, millis } from './dates';
import type { RecordedEvent } from './envelope';
import { FACT_CORRECTED, FACT_VOIDED } from './envelope';

/** An amendment that names nothing before it, or corrects a void. Such a stream cannot be folded. */
export class BrokenAmendment extends Error {
  override readonly name = 'BrokenAmendment';
}

/** True for corrections and voids, which are not facts of their own. */
export const isAmendment = ({ type }: Pick<RecordedEvent, 'type'>): boolean =>
  type === FACT_CORRECTED || type === FACT_VOIDED;

/** Id of the event an amendment names. */
export function targetOf(amendment: RecordedEvent): string {
  const target = amendment.data[amendment.type === FACT_VOIDED ? 'voidsEventId' : 'correctsEventId'];
  if (typeof target !== 'string') throw new BrokenAmendment(`${amendment.type} ${amendment.id} names no event`);
  return target;
}

/**
 * The facts of one stream that hold, with their content in force, in folding order: (effectiveAt, revision). Give all
 * events of the stream, in revision order. A correction replaces data (and date, if it gives one) and keeps type,
 * recordedAt and revision; the latest wins, one without a date takes that of the latest that has it; a correction of a
 * correction goes to the same fact. A void takes out a fact, a correction (what was before it holds again) or a void.
 * `metadata.schemaVersion` and `.effectiveAt` are those of the content in force.
 */
export function factsInForce<E extends RecordedEvent>(events: readonly E[]): readonly E[] {
  return inFoldingOrder(events.some(isAmendment) ? amended(events) : events);
}

function amended<E extends RecordedEvent>(events: readonly E[]): readonly E[] {
  const histories = historiesOf(events);
  return [...histories.values()].flatMap(([fact, ...amendments]) => (fact ? contentInForce(fact, amendments) : []));
}

/** Every fact with the amendments that concern it, by the fact's id; oldest first. */
function historiesOf<E extends RecordedEvent>(events: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const byAnyId = new Map<string, E[]>();
  const byFact = new Map<string, E[]>();
  for (const event of events) {
    const history = isAmendment(event) ? amendedHistory(event, byAnyId) : [];
    history.push(event);
    byAnyId.set(event.id, history);
    if (history.length === 1) byFact.set(event.id, history);
  }
  return byFact;
}

function amendedHistory<E extends RecordedEvent>(amendment: E, byAnyId: ReadonlyMap<string, E[]>): E[] {
  const target = targetOf(amendment);
  const history = byAnyId.get(target);
  if (!history) throw new BrokenAmendment(`${amendment.type} ${amendment.id} names ${target}, which is not before it`);
  const correctsVoid =
    amendment.type === FACT_CORRECTED && history.some((e) => e.id === target && e.type === FACT_VOIDED);
  if (correctsVoid) throw new BrokenAmendment(`${amendment.id} corrects the void ${target}`);
  return history;
}

/** From the newest: a void silences its target; the first correction heard gives the data, the first with a date the date. */
function contentInForce<E extends RecordedEvent>(fact: E, amendments: readonly E[]): readonly E[] {
  const silenced = new Set<string>();
  const heard: E[] = [];
  for (const amendment of amendments.toReversed()) {
    if (silenced.has(amendment.id)) continue;
    if (amendment.type === FACT_VOIDED) silenced.add(targetOf(amendment));
    else heard.push(amendment);
  }
  return silenced.has(fact.id) ? [] : [corrected(fact, heard)];
}

function corrected<E extends RecordedEvent>(fact: E, newestFirst: readonly E[]): E {
  const [newest] = newestFirst;
  if (!newest) return fact;
  const effectiveAt = newestFirst.map(dateOf).find((date) => date !== undefined) ?? fact.metadata.effectiveAt;
  const metadata = { ...fact.metadata, schemaVersion: newest.metadata.schemaVersion, effectiveAt };
  return { ...fact, data: dataOf(newest), metadata };
}

function dateOf({ id, data }: RecordedEvent): Instant | undefined {
  const { effectiveAt } = data;
  if (effectiveAt === undefined || (typeof effectiveAt === 'string' && isInstant(effectiveAt))) return effectiveAt;
  throw new BrokenAmendment(`${id} gives a date that is no instant`);
}

function dataOf(correction: RecordedEvent): RecordedEvent['data'] {
  const { shouldBe } = correction.data;
  if (!isData(shouldBe)) throw new BrokenAmendment(`${correction.id} gives no data`);
  return shouldBe;
}

const isData = (value: unknown): value is RecordedEvent['data'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inFoldingOrder<E extends RecordedEvent>(facts: readonly E[]): readonly E[] {
  const inOrder = facts.every((fact, i) => i === 0 || compareInstants(facts[i - 1], fact) <= 0);
  return inOrder ? facts : facts.toSorted((a, b) => compareInstants(a, b) || a.revision - b.revision);
}

/** Equal texts are the common case; others may differ in how many digits of a second they write. */
function compareInstants(a: RecordedEvent | undefined, b: RecordedEvent): number {
  if (a === undefined || a.metadata.effectiveAt === b.metadata.effectiveAt) return 0;
  return millis(a.metadata.effectiveAt) - millis(b.metadata.effectiveAt);
}
