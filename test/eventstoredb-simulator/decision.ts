export type Expected = number | 'no_stream' | 'stream_exists' | 'any';

/** Where a stream stands, as the decision needs it. */
export interface Standing {
  /** Last revision written; -1 = none. */
  readonly last: number;
  readonly softDeleted: boolean;
  readonly tombstoned: boolean;
  /** Id of the event at a revision. */
  readonly idAt: (revision: number) => string | undefined;
  /** Revision at which the log last wrote this id, if that was in this stream. */
  readonly recent: (id: string) => number | undefined;
}

export type Decision =
  | { readonly kind: 'write' }
  /** All of it was written before, and ends at this revision. */
  | { readonly kind: 'already'; readonly revision: number }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'deleted' };

/** IndexWriter.CheckCommit of EventStoreDB 23.10, and the answers recorded of one. */
export function decide(expected: Expected, ids: readonly string[], stream: Standing): Decision {
  if (stream.tombstoned) return { kind: 'deleted' };
  if (expected === 'stream_exists' && stream.softDeleted) return { kind: 'deleted' };
  if (expected === 'stream_exists' && stream.last < 0) return { kind: 'conflict' };
  if (expected === 'any' || expected === 'stream_exists') return amongRecent(ids, stream);
  const revision = expected === 'no_stream' ? -1 : expected;
  if (revision === stream.last) return { kind: 'write' };
  return revision > stream.last ? { kind: 'conflict' } : behind(expected, revision, ids, stream);
}

function amongRecent(ids: readonly string[], stream: Standing): Decision {
  let last = -1;
  for (const [place, id] of ids.entries()) {
    const revision = stream.recent(id);
    if (revision === undefined) return { kind: place === 0 ? 'write' : 'conflict' };
    last = revision;
  }
  return ids.length === 0 ? { kind: 'write' } : { kind: 'already', revision: last };
}

function behind(expected: Expected, revision: number, ids: readonly string[], stream: Standing): Decision {
  if (ids.length === 0) return { kind: 'conflict' };
  const other = ids.findIndex((id, place) => stream.idAt(revision + 1 + place) !== id);
  if (other < 0) return { kind: 'already', revision: revision + ids.length };
  return { kind: other === 0 && expected === 'no_stream' && stream.softDeleted ? 'write' : 'conflict' };
}
