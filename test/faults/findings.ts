import type { Acknowledged } from './journal';
import type { Asked } from './writer';

/** What is read of an event of the log. */
export interface Logged {
  readonly index: number;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly data: object;
  readonly metadata: {
    readonly commandId: string;
    readonly actor: { readonly id: string };
    readonly recordedAt: string;
  };
}

/** What speaks against a log; each names the key, event or stream it is about. */
export interface Findings {
  /** Acknowledged, and not in the log as acknowledged. */
  readonly lost: readonly string[];
  /** Commands carried out more than once, events that are there twice. */
  readonly duplicated: readonly string[];
  /** Commands of which only a part is there. */
  readonly torn: readonly string[];
  /** Events that nobody asked for, or not there, or not like this. */
  readonly phantom: readonly string[];
  /** Revisions or indices that do not count up by one. */
  readonly gaps: readonly string[];
  /** Commands in front of one that the same writer had ended before it sent them. */
  readonly disordered: readonly string[];
}

/** Holds the log against what was asked, in the order of asking, and what was acknowledged. */
export function findingsIn(
  log: readonly Logged[],
  asked: ReadonlyMap<string, Asked>,
  journal: readonly Acknowledged[],
): Findings {
  const byCommand = groupedBy(log, ({ metadata }) => metadata.commandId);
  const eventsOf = (key: string): readonly Logged[] => byCommand.get(key) ?? [];
  const commands = [...asked.values()];
  return {
    lost: journal.filter((entry) => !isThere(entry, eventsOf(entry.key))).map(({ key }) => key),
    duplicated: [
      ...commands.filter(({ key, types }) => eventsOf(key).length > types.length).map(({ key }) => key),
      ...repeatedIn(log.map(({ id }) => id)),
      ...repeatedIn(journal.flatMap(({ eventIds = [] }) => eventIds)),
    ],
    torn: commands.filter(isTorn(eventsOf)).map(({ key }) => key),
    phantom: log.filter((event) => !isAskedFor(event, asked)).map(({ id }) => id),
    gaps: [...revisionGaps(log), ...log.filter(({ index }, i) => index !== i).map(({ index }) => `index ${index}`)],
    disordered: disordered(commands, eventsOf),
  };
}

/** As acknowledged: the stream, its events in their order, the revision of the last. A refusal names no events. */
function isThere({ status, stream, revision, eventIds }: Acknowledged, events: readonly Logged[]): boolean {
  const last = events.at(-1);
  if (!last || last.stream !== stream) return false;
  if (status === 409) return true;
  return last.revision === revision && events.map(({ id }) => id).join() === eventIds?.join();
}

const isTorn =
  (eventsOf: (key: string) => readonly Logged[]) =>
  ({ key, types }: Asked): boolean => {
    const events = eventsOf(key);
    const together = events.every(({ index }, i) => index === (events[0]?.index ?? 0) + i);
    return events.length > 0 && (events.length < types.length || !together);
  };

/** The engine enters the director on its own when a record is new. */
function isAskedFor(
  { index, type, stream, data, metadata: { commandId, actor } }: Logged,
  asked: ReadonlyMap<string, Asked>,
) {
  const command = asked.get(commandId);
  if (!command) return actor.id === 'system' && stream === 'person-director' && index < 2;
  const isAsAsked = !command.isMarked || JSON.stringify(data).includes(`"${commandId}"`);
  return isAsAsked && command.stream === stream && command.types.includes(type);
}

function revisionGaps(log: readonly Logged[]): readonly string[] {
  const next = new Map<string, number>();
  return log.flatMap(({ stream, revision }) => {
    const expected = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return revision === expected ? [] : [`${stream} ${revision} instead of ${expected}`];
  });
}

function disordered(commands: readonly Asked[], eventsOf: (key: string) => readonly Logged[]): readonly string[] {
  return [...groupedBy(commands, ({ writer }) => writer).values()].flatMap((sent) => {
    let reached = -1;
    return sent.flatMap(({ key }) => {
      const index = eventsOf(key)[0]?.index ?? reached + 1;
      const isBehind = index > reached;
      reached = Math.max(reached, index);
      return isBehind ? [] : [key];
    });
  });
}

function repeatedIn(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
}

function groupedBy<T>(all: Iterable<T>, keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
