import type { Expected } from '../../port';

/** Where a stream stands. */
export interface StreamHead {
  /** Last revision written; -1 = none. */
  readonly last: number;
  /** First revision that is still read: everything before was soft-deleted. */
  readonly keepFrom: number;
  readonly tombstoned: boolean;
}

export const EMPTY_HEAD: StreamHead = { last: -1, keepFrom: 0, tombstoned: false };

/** What was written before, as far as the verdict must know. */
export interface KnownIds {
  /** Id of the event at a revision of the stream. */
  readonly at: (revision: number) => string | undefined;
  /** Revision at which a recently written id stands in the stream. */
  readonly recent: (id: string) => number | undefined;
}

export type Verdict =
  | { readonly kind: 'write' }
  /** A retry: all of it is there, and ends at this revision. */
  | { readonly kind: 'already'; readonly revision: number }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'deleted' };

const WRITE: Verdict = { kind: 'write' };
const CONFLICT: Verdict = { kind: 'conflict' };
const DELETED: Verdict = { kind: 'deleted' };

export const isSoftDeleted = (head: StreamHead): boolean => head.last >= 0 && head.keepFrom > head.last;

/** The decision table of EventStoreDB (`IndexWriter.CheckCommit`), row by row. Pure. */
export function verdictOn(expected: Expected, ids: readonly string[], head: StreamHead, known: KnownIds): Verdict {
  if (head.tombstoned) return DELETED;
  if (expected === 'stream_exists' && head.last < 0) return CONFLICT;
  if (expected === 'stream_exists' && isSoftDeleted(head)) return DELETED;
  if (expected === 'any' || expected === 'stream_exists') return byRecentIds(ids, known);
  const revision = expected === 'no_stream' ? -1 : expected;
  if (revision === head.last) return WRITE;
  if (revision > head.last) return CONFLICT;
  return behind(revision, ids, head, known);
}

/** Best effort, as on the server: a retry is known only while its ids are remembered. */
function byRecentIds(ids: readonly string[], known: KnownIds): Verdict {
  const revisions = ids.map(known.recent);
  const last = revisions.at(-1);
  if (revisions[0] === undefined) return WRITE;
  return last === undefined || revisions.includes(undefined) ? CONFLICT : { kind: 'already', revision: last };
}

/** The stream went on: a retry if the same ids stand in the same places, however long ago. */
function behind(revision: number, ids: readonly string[], head: StreamHead, known: KnownIds): Verdict {
  const firstOther = ids.findIndex((id, i) => known.at(revision + 1 + i) !== id);
  if (firstOther < 0 && ids.length > 0) return { kind: 'already', revision: revision + ids.length };
  const startsAnew = revision === -1 && isSoftDeleted(head) && firstOther <= 0;
  return startsAnew ? WRITE : CONFLICT;
}
