import { everyRow, type Basis, type ReadStore } from '@tabularium/read-store';
import { textIn } from '../reports/rows';
import type { MinutesSources } from './minutes-text';

/** Fields of events that name a person. */
const NAMING: ReadonlySet<string> = new Set([
  'personId',
  'heldBy',
  'castBy',
  'by',
  'approvedBy',
  'owner',
  'proposedBy',
  'waivedBy',
  'notified',
  'alternate',
  'settledBy',
]);

/** Ids of everybody the sources of minutes name, and of who acted. */
export function personsIn({ meeting, body, items, actions }: MinutesSources): readonly string[] {
  const facts = [meeting, body, ...Object.values(items), ...Object.values(actions)].flat();
  const named = facts.flatMap(({ data, meta }) => [meta.actor.id, ...namedIn(data)]);
  return [...new Set(named)].sort();
}

/** Ids in the fields of a value that name a person. */
export function namedIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]: [string, unknown]) => {
    if (!NAMING.has(field)) return namedIn(inner);
    return [inner].flat().filter((id): id is string => typeof id === 'string');
  });
}

const MOST_IN_ONE_QUESTION = 200;

/** Names by id, of those who are registered. */
export async function namesOf(
  views: ReadStore,
  basis: Basis,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const names: Record<string, string> = {};
  for (let from = 0; from < ids.length; from += MOST_IN_ONE_QUESTION) {
    const values = ids.slice(from, from + MOST_IN_ONE_QUESTION);
    const rows = await everyRow(views, 'people', basis, [{ column: 'key', is: 'in', values }]);
    for (const { key, row } of rows) names[key] = textIn(row, 'name');
  }
  return names;
}
