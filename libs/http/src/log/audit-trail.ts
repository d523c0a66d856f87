import { fieldsOf, ID_PATTERN, type MessageClass } from '@tabularium/contracts';
import { ownerOf, streamName } from '@tabularium/kernel';
import type { Basis, LoggedEvent, ReadStore } from '@tabularium/read-store';
import type { Edge } from '../edge/edge';
import { notFound } from '../problem';
import { causeOf, type Cause } from '../views/cause';
import { chainOf } from './cause-chain';
import { FieldTrail, type EventChanges, type NamingFields } from './field-changes';

/** Events of one entity followed at most; an answer that stops there says so. */
const MOST_EVENTS = 20_000;
const MOST_REFUSALS = 1_000;

export interface TrailEntry extends Cause, EventChanges {
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** What led to it: the events from the first cause on, nearest last. */
  readonly causeChain: readonly Pick<Cause, 'index' | 'id' | 'type' | 'stream'>[];
}

/**
 * Everything recorded about an entity and what belongs to it (ids that go on with a dot), in the order of the log: what
 * each event changed, who did it, by what right, why, on what evidence, and what led to it; and what was refused.
 */
export async function auditTrail(edge: Pick<Edge, 'contexts' | 'views'>, entity: string, after: number, limit: number) {
  const { views } = edge;
  const basis = await views.resolve({});
  const within = streamsOf(edge, entity);
  const events = await views.eventsOf({ within, to: basis.logIndex, limit: MOST_EVENTS });
  const refusals = await refusalsOf(edge, entity, within, basis);
  if (events.length === 0 && refusals.length === 0) throw notFound();
  const changes = changesOf(edge, events);
  const page = events.filter(({ index }) => index > after).slice(0, limit);
  const entries: TrailEntry[] = [];
  for (const event of page) entries.push(await entryOf(views, event, changes.get(event.index) ?? { changes: [] }));
  const complete = events.length < MOST_EVENTS;
  return { basis, entity, entries, refusals, total: events.length, complete };
}

/** Names of the streams of the entity in every category. */
const streamsOf = ({ contexts }: Pick<Edge, 'contexts'>, entity: string): readonly string[] =>
  contexts.flatMap(({ aggregates }) => aggregates.map(({ contract }) => streamName(contract.category, entity)));

function changesOf(edge: Pick<Edge, 'contexts'>, events: readonly LoggedEvent[]): ReadonlyMap<number, EventChanges> {
  const namingFields = namingFieldsIn(edge);
  const trails = new Map<string, FieldTrail>();
  return new Map(
    events.map((event) => {
      const trail = trails.get(event.stream) ?? new FieldTrail(namingFields);
      trails.set(event.stream, trail);
      return [event.index, trail.of(event)];
    }),
  );
}

/** Ids that point at nothing else name a part of the entity itself. */
function namingFieldsIn({ contexts }: Pick<Edge, 'contexts'>): NamingFields {
  const contracts = contexts.flatMap(({ aggregates }) => aggregates.map(({ contract }) => contract));
  const messages = new Map(contracts.flatMap(({ events }) => Object.entries(events)));
  return (type) => {
    const message = messages.get(type);
    if (!message) return [];
    const fields = [...fieldsOf(message as MessageClass)];
    return fields
      .filter(([, { schema }]) => schema['pattern'] === ID_PATTERN && !schema['x-ref'])
      .map(([name]) => name);
  };
}

async function entryOf(views: ReadStore, event: LoggedEvent, changes: EventChanges): Promise<TrailEntry> {
  const { commandId, correlationId, causationId } = event.metadata;
  const causeChain = (await chainOf(views, event)).map(({ index, id, type, stream }) => ({ index, id, type, stream }));
  return { ...causeOf(event), ...changes, commandId, correlationId, causationId, causeChain };
}

/** Refused attempts on the entity, from the register of refusals. */
async function refusalsOf(
  edge: Pick<Edge, 'contexts' | 'views'>,
  entity: string,
  within: readonly string[],
  basis: Basis,
): Promise<readonly object[]> {
  const hasRegister = edge.contexts.some(({ views }) => views.some(({ name }) => name === REGISTER));
  if (!hasRegister) return [];
  const where = [{ column: 'owner', is: 'in', values: [ownerOf(entity)] } as const];
  const { rows } = await edge.views.page(REGISTER, { knownAt: basis.logIndex }, { where, limit: MOST_REFUSALS });
  const events = await edge.views.events(rows.map(({ cause }) => cause));
  return events
    .filter(({ data }) => isWithin(String(data['target']), within))
    .map((event) => ({ ...causeOf(event), data: event.data }));
}

/** View with a row per refusal; `owner` is what the target belongs to. */
const REGISTER = 'refusals';

const isWithin = (stream: string, within: readonly string[]): boolean =>
  within.some((name) => stream === name || stream.startsWith(`${name}.`));
