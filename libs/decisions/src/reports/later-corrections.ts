import { FACT_VOIDED, isAmendment, targetOf, type Instant } from '@tabularium/kernel';
import type { LoggedEvent } from '@tabularium/read-store';

/** What was learnt after a decision about what it rested on. */
export interface LaterCorrection {
  readonly stream: string;
  /** BACKDATED: a fact of an earlier day that was recorded only afterwards. */
  readonly kind: 'CORRECTED' | 'VOIDED' | 'BACKDATED';
  readonly factType: string;
  /** Of the fact, as it was believed. */
  readonly effectiveAt: Instant;
  readonly was: unknown;
  /** Null for what never was. */
  readonly shouldBe: unknown;
  readonly by: string;
  readonly reason: string | null;
  /** Log index and instant from which it is known. */
  readonly knownFrom: number;
  readonly recordedAt: Instant;
}

/**
 * Of one stream that a decision rested on, everything recorded after it that changes what is true of its moment or of a
 * day before. `dayBefore`: the last instant of the day before, for what is true from the start of a day is of that day.
 */
export const laterCorrections = (
  stream: readonly LoggedEvent[],
  decided: LoggedEvent,
  dayBefore: Instant,
): readonly LaterCorrection[] =>
  stream
    .filter(({ index }) => index > decided.index)
    .flatMap((event) => (isAmendment(event) ? amended(event, stream, decided) : backdated(event, dayBefore)));

function amended(event: LoggedEvent, stream: readonly LoggedEvent[], decided: LoggedEvent): readonly LaterCorrection[] {
  const fact = factOf(event, stream);
  if (!fact || fact.index > decided.index || fact.metadata.effectiveAt > decided.metadata.effectiveAt) return [];
  const isVoid = event.type === FACT_VOIDED;
  return [
    {
      ...toldBy(event),
      kind: isVoid ? 'VOIDED' : 'CORRECTED',
      factType: fact.type,
      effectiveAt: fact.metadata.effectiveAt,
      was: isVoid ? fact.data : event.data['was'],
      shouldBe: isVoid ? null : event.data['shouldBe'],
    },
  ];
}

/** The fact that an amendment, or one of an amendment, speaks of. */
function factOf(event: LoggedEvent, stream: readonly LoggedEvent[]): LoggedEvent | undefined {
  const target = stream.find(({ id }) => id === targetOf(event));
  return target && isAmendment(target) ? factOf(target, stream) : target;
}

function backdated(event: LoggedEvent, dayBefore: Instant): readonly LaterCorrection[] {
  const { effectiveAt } = event.metadata;
  if (effectiveAt > dayBefore) return [];
  return [{ ...toldBy(event), kind: 'BACKDATED', factType: event.type, effectiveAt, was: null, shouldBe: event.data }];
}

export const toldBy = ({ stream, index, metadata }: LoggedEvent) => ({
  stream,
  by: metadata.actor.id,
  reason: metadata.reason ?? null,
  knownFrom: index,
  recordedAt: metadata.recordedAt,
});
