import { FACT_VOIDED, isAmendment, targetOf, type Instant, type LocalDate } from '@tabularium/kernel';
import { policyOn, policyVersions } from '@tabularium/organisation/contract';
import { readFrom, type LoggedEvent } from '@tabularium/read-store';

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

/** When something was decided, by the days of the organisation. */
export interface Moment {
  readonly decided: LoggedEvent;
  readonly day: LocalDate;
  /** The last instant of the day before: what is true from the start of a day is of that day. */
  readonly dayBefore: Instant;
}

/**
 * Of one stream that a decision rested on, everything recorded after it that changes what is true of its moment or of a
 * day before.
 */
export const laterCorrections = (stream: readonly LoggedEvent[], moment: Moment): readonly LaterCorrection[] =>
  stream
    .filter(({ index }) => index > moment.decided.index)
    .flatMap((event) => (isAmendment(event) ? amended(event, stream, moment) : backdated(event, moment)));

/** Said with the fact that they end, and nothing of their own. */
const ENDINGS: ReadonlySet<string> = new Set([
  'RoleExpired',
  'DelegationExpired',
  'PersonalDelegationExpired',
  'PolicyRetired',
  'DelegationMatrixRetired',
]);

function amended(event: LoggedEvent, stream: readonly LoggedEvent[], moment: Moment): readonly LaterCorrection[] {
  const fact = factOf(event, stream);
  if (!fact || fact.index > moment.decided.index || ENDINGS.has(fact.type)) return [];
  if (fact.type === 'PolicyDrafted' && !wasInForce(fact, event, stream, moment)) return [];
  const isVoid = event.type === FACT_VOIDED;
  if (!isOfMoment(fact, isVoid ? [fact.data] : [event.data['was'], event.data['shouldBe']], event, moment)) return [];
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

/** A version of a policy rules nothing before its first day, nor once another has taken its place. */
function wasInForce({ data }: LoggedEvent, { index }: LoggedEvent, stream: readonly LoggedEvent[], { day }: Moment) {
  const before = stream.filter((event) => event.index < index);
  const ruling = policyOn(readFrom(policyVersions, before), day);
  return ruling?.version === data['version'];
}

/** It was, or is now known to have been, in force at the moment: begun, and not over by a last day of its own. */
function isOfMoment(fact: LoggedEvent, contents: readonly unknown[], { data }: LoggedEvent, moment: Moment) {
  const { effectiveAt } = moment.decided.metadata;
  const begins = [fact.metadata.effectiveAt, data['effectiveAt']];
  const isBegun = begins.some((at) => typeof at === 'string' && at <= effectiveAt);
  return isBegun && contents.some((content) => !isOver(content, moment.day));
}

const isOver = (content: unknown, day: LocalDate): boolean =>
  typeof content === 'object' &&
  content !== null &&
  'until' in content &&
  typeof content.until === 'string' &&
  content.until < day;

/** The fact that an amendment, or one of an amendment, speaks of. */
function factOf(event: LoggedEvent, stream: readonly LoggedEvent[]): LoggedEvent | undefined {
  const target = stream.find(({ id }) => id === targetOf(event));
  return target && isAmendment(target) ? factOf(target, stream) : target;
}

function backdated(event: LoggedEvent, { dayBefore }: Moment): readonly LaterCorrection[] {
  const { effectiveAt } = event.metadata;
  if (effectiveAt > dayBefore || ENDINGS.has(event.type)) return [];
  return [{ ...toldBy(event), kind: 'BACKDATED', factType: event.type, effectiveAt, was: null, shouldBe: event.data }];
}

export const toldBy = ({ stream, index, metadata }: LoggedEvent) => ({
  stream,
  by: metadata.actor.id,
  reason: metadata.reason ?? null,
  knownFrom: index,
  recordedAt: metadata.recordedAt,
});
