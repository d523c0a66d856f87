import { isDeepStrictEqual } from 'node:util';
import type { LoggedEvent, ReadStore, RowVersion } from '@tabularium/read-store';
import type { Tracer } from '../context';
import { notFound } from '../problem';
import { causesAt, causesFrom } from './cause';
import { rightOf } from './right';

/** All versions of a row, each with the fact it follows from and, if that was amended, the amendment. */
export async function historyOf(seen: ReadStore, all: ReadStore, view: string, key: string, knownAt?: number | string) {
  const { basis, versions } = await seen.history(view, key, knownAt);
  if (versions.length === 0) throw notFound();
  const events = await causesAt(all, versions.flatMap(causingIndexes));
  const entries = versions.map((version) => ({ ...version, causes: causesFrom(events, causingIndexes(version)) }));
  return { basis, key, versions: entries };
}

/**
 * Why a column says what it says: the versions in which it changed, with the events behind them in full and what the right
 * behind each rests on.
 */
export async function whyOf(
  seen: ReadStore,
  all: ReadStore,
  asked: { readonly view: string; readonly key: string; readonly column: string; readonly knownAt?: number | string },
  tracers: readonly Tracer[],
) {
  const { view, key, column, knownAt } = asked;
  const { basis, versions } = await seen.history(view, key, knownAt);
  if (versions.length === 0) throw notFound();
  const changes = changesOf(versions, column);
  const events = await causesAt(all, changes.flatMap(causingIndexes));
  const explain = async (version: RowVersion) => {
    const { events: causes, ...said } = explained(version, column, events);
    const rights = await Promise.all(causes.map((event) => rightOf(tracers, all, seen, event)));
    return { ...said, events: causes, rights };
  };
  return { basis, key, column, versions: await Promise.all(changes.map(explain)) };
}

function explained(version: RowVersion, column: string, events: ReadonlyMap<number, LoggedEvent>) {
  const { row, effectiveAt, knownFrom, knownTo, cause } = version;
  const causes = causingIndexes(version).flatMap((index) => events.get(index) ?? []);
  return { value: row?.[column] ?? null, gone: row === null, effectiveAt, knownFrom, knownTo, cause, events: causes };
}

const causingIndexes = ({ cause, knownFrom }: RowVersion): readonly number[] =>
  cause === knownFrom ? [cause] : [cause, knownFrom];

/** Versions still known are compared along the business dates; those no longer known are kept where they differ from what replaced them. */
function changesOf(versions: readonly RowVersion[], column: string): readonly RowVersion[] {
  const inOrder = versions.toSorted((a, b) =>
    a.effectiveAt < b.effectiveAt ? -1 : a.effectiveAt > b.effectiveAt ? 1 : a.cause - b.cause,
  );
  const known = inOrder.filter(({ knownTo }) => knownTo === null);
  const changed = new Set(known.filter((version, n) => n === 0 || !sameIn(column, version, known[n - 1])));
  const replaced = inOrder.filter(
    (version) =>
      version.knownTo !== null && !known.some((later) => samePlace(version, later) && sameIn(column, version, later)),
  );
  const kept = new Set([...changed, ...replaced]);
  return inOrder.filter((version) => kept.has(version));
}

const samePlace = (a: RowVersion, b: RowVersion): boolean => a.cause === b.cause && a.effectiveAt === b.effectiveAt;

const sameIn = (column: string, a: RowVersion, b: RowVersion | undefined): boolean =>
  isDeepStrictEqual(a.row?.[column] ?? null, b?.row?.[column] ?? null);
