import { everyRow, type Basis, type KeyedRow, type ReadStore } from '@tabularium/read-store';
import { bodyOfMeeting, entryOf } from '../contract/vocabulary';
import { textIn } from '../reports/rows';

/** Which body an action comes from: of a decision by its number, of a meeting by its id, of a matter by where it lies. */
export async function bodyOfSources(views: ReadStore, basis: Basis): Promise<(from: string) => string | undefined> {
  const [items, bodies] = await Promise.all([
    everyRow(views, 'decision-items', basis),
    everyRow(views, 'governance-bodies', basis),
  ]);
  const byItem = new Map(items.map(({ key, row }) => [key, textIn(row, 'body')]));
  const known = new Set(bodies.map(({ key }) => key));
  return (from) => {
    const body = byItem.get(from) ?? entryOf(from)?.bodyId ?? bodyOfMeeting(from);
    return known.has(body) ? body : undefined;
  };
}

const ENDED: ReadonlySet<string> = new Set(['VERIFIED', 'CANCELLED', 'DECLINED']);

export const isOpen = ({ row }: Pick<KeyedRow, 'row'>): boolean => !ENDED.has(textIn(row, 'state'));
