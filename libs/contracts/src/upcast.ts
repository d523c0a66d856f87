import { FACT_CORRECTED, FACT_VOIDED, type RecordedEvent } from '@tabularium/kernel';
import type { MessageClass } from './field';
import { eventSpec, type AggregateContract } from './message';

type Data = Readonly<Record<string, unknown>>;

/** Event data of a stored schema version as data of the newest one. Throws UnknownEvent. */
export type Upcast = (type: string, schemaVersion: number, data: Data) => Data;

/** The log holds an event this program has no contract for: of another type, or of a later version than it knows. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';

  constructor(
    readonly type: string,
    readonly schemaVersion: number,
    readonly newest?: number,
  ) {
    super(
      newest === undefined
        ? `No contract knows the event type ${type}`
        : `${type} is stored in version ${schemaVersion}; this program knows versions 1 to ${newest}`,
    );
  }
}

/**
 * Upcasting by the `@Event({ version, upcast })` of the contracts: n to n + 1, up to the newest. Throws at once when a
 * step is missing or two events share a name, so that a gap is found at start and not in the middle of a log.
 */
export function upcaster(contracts: readonly AggregateContract[]): Upcast {
  const chains = chainsOf(contracts);
  return (type, schemaVersion, data) => {
    const steps = chains.get(type);
    if (!steps) throw new UnknownEvent(type, schemaVersion);
    const newest = steps.length + 1;
    if (!Number.isInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > newest)
      throw new UnknownEvent(type, schemaVersion, newest);
    return steps.slice(schemaVersion - 1).reduce((older, step) => step(older), data);
  };
}

/**
 * The same for whole events: data and `metadata.schemaVersion` of the newest version. `FactCorrected` and `FactVoided`
 * pass as they are: what a correction puts in a fact's place is upcast with that fact, once applied.
 */
export function eventUpcaster(contracts: readonly AggregateContract[]): <E extends RecordedEvent>(event: E) => E {
  const upcast = upcaster(contracts);
  const newest = new Map(eventsOf(contracts).map(([type, message]) => [type, eventSpec(message).version]));
  return (event) => {
    if (event.type === FACT_CORRECTED || event.type === FACT_VOIDED) return event;
    const data = upcast(event.type, event.metadata.schemaVersion, event.data);
    if (data === event.data) return event;
    const schemaVersion = newest.get(event.type) ?? event.metadata.schemaVersion;
    return { ...event, data, metadata: { ...event.metadata, schemaVersion } };
  };
}

/** Every event class of the contracts by its type. */
export const eventsOf = (contracts: readonly AggregateContract[]): readonly (readonly [string, MessageClass])[] =>
  contracts.flatMap(({ events }) => Object.entries(events) as [string, MessageClass][]);

function chainsOf(contracts: readonly AggregateContract[]): ReadonlyMap<string, readonly ((data: Data) => Data)[]> {
  const chains = new Map<string, readonly ((data: Data) => Data)[]>();
  for (const [type, message] of eventsOf(contracts)) {
    if (chains.has(type)) throw new Error(`Two contracts have an event ${type}`);
    chains.set(type, chainOf(type, message));
  }
  return chains;
}

function chainOf(type: string, message: MessageClass): readonly ((data: Data) => Data)[] {
  const { version, upcast = {} } = eventSpec(message);
  return Array.from({ length: version - 1 }, (_, index) => {
    const step = upcast[index + 1];
    if (!step) throw new Error(`${type} is at version ${version} but has no upcast from version ${index + 1}`);
    return step;
  });
}
