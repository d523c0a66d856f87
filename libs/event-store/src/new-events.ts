import type { EventMetadata, Instant, NewFact, Zone } from '@tabularium/kernel';
import { effectiveAtOf, FACT_CORRECTED, FACT_VOIDED, instantOf, millis } from '@tabularium/kernel';
import type { CommandCall } from './command-call';
import { eventIdOf } from './event-ids';
import type { NewEvent } from './port';
import { withoutUndefined } from './without-undefined';

/** What the runtime adds to every event of one append. */
export interface Stamp {
  readonly stream: string;
  readonly hash: string;
  readonly pins: Readonly<Record<string, number>>;
  readonly now: Instant;
  readonly zone: Zone;
  readonly schemaVersionOf: (type: string) => number;
}

/** The facts a decider decided on, as events. Fields left undefined are left out. */
export function newEvents(facts: readonly NewFact[], call: CommandCall, stamp: Stamp): readonly NewEvent[] {
  const shared = sharedMetadata(call, stamp);
  return facts.map((fact, index) => ({
    id: eventIdOf(stamp.stream, call.commandId, index),
    type: fact.type,
    data: { ...withoutUndefined(fact.data), ...correctedDate(fact, stamp) },
    metadata: withoutUndefined({ ...shared, ...ownMetadata(fact, stamp) }),
  }));
}

type OwnMetadata = 'schemaVersion' | 'effectiveAt' | 'reason' | 'evidence';

function sharedMetadata(call: CommandCall, { hash, pins, now }: Stamp): Omit<EventMetadata, OwnMetadata> {
  const { basis, ref, limit, converted, convertedLimit } = call.authority;
  const { id, role, onBehalfOf } = call.actor;
  return {
    recordedAt: now,
    actor: { id, role, onBehalfOf },
    authority: { basis, ref, limit, converted, convertedLimit },
    commandId: call.commandId,
    commandHash: hash,
    correlationId: call.correlationId ?? call.commandId,
    causationId: call.causationId ?? call.commandId,
    pins: Object.keys(pins).length > 0 ? pins : undefined,
  };
}

const ownMetadata = (fact: NewFact, { now, zone, schemaVersionOf }: Stamp) => ({
  schemaVersion: versionOf(fact, schemaVersionOf),
  effectiveAt: effectiveAtOf(fact.effectiveOn, now, zone),
  reason: fact.reason,
  evidence: fact.evidence,
});

function correctedDate({ corrected }: NewFact, { now, zone }: Stamp): { readonly effectiveAt?: Instant } {
  if (!corrected) return {};
  const { on, notBefore, notAfter } = corrected;
  const asked = millis(effectiveAtOf(on, now, zone));
  const after = notBefore === undefined ? asked : Math.max(asked, millis(notBefore));
  return { effectiveAt: instantOf(notAfter === undefined ? after : Math.min(after, millis(notAfter))) };
}

/** A correction holds data of the type it corrects, and is read as of that version. */
function versionOf({ type, data }: NewFact, schemaVersionOf: Stamp['schemaVersionOf']): number {
  if (type === FACT_VOIDED) return 1;
  return schemaVersionOf(type === FACT_CORRECTED && 'factType' in data ? String(data.factType) : type);
}
