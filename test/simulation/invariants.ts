import { commandHash, type StoredEvent } from '@tabularium/event-store';
import { instantOf, millis, type RecordedEvent } from '@tabularium/kernel';
import { foldLog, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { processes, registry, views } from './installation';
import type { Asked } from './nodes';
import { wordsOf, type Entry, type Told } from './users';

/** What was seen of a view while everything was going on. */
export interface Glimpse {
  readonly view: string;
  readonly logIndex: number;
  readonly asOf: string;
  readonly sha256: string;
}

const AS_OF = '2030-01-01T00:00:00.000Z';

/** Everything that does not hold of a history that is over, in words. */
export async function faultsOf(
  log: readonly StoredEvent[],
  journal: readonly Entry[],
  readStore: ReadStore,
  glimpses: readonly Glimpse[],
): Promise<readonly string[]> {
  const events = log.map((event, index): LoggedEvent => ({ ...event, index }));
  const sent = sentBy(events);
  return [
    ...journal.flatMap((entry) => faultsOfEntry(entry, events)),
    ...events.flatMap((event) => unaskedFor(event, journal, sent)),
    ...processFaults(events, sent),
    ...orderFaults(events),
    ...repeatedBeginnings(events),
    ...(await copyFaults(events, readStore)),
    ...(await viewFaults(events, readStore)),
    ...glimpses.flatMap((glimpse) => glimpseFaults(glimpse, events)),
  ];
}

const REFUSED = 'CommandRefused';
const FORBIDDEN = 'NOT_ALLOWED';

/** What was acknowledged is in the log exactly once, with its receipt; what was refused, once as a refusal. */
function faultsOfEntry({ asked, told }: Entry, events: readonly LoggedEvent[]): readonly string[] {
  const key = asked.commandId;
  const hash = hashOf(asked);
  const own = events.filter(({ metadata }) => metadata.commandId === key && metadata.commandHash === hash);
  const facts = own.filter(({ type }) => type !== REFUSED);
  const refusals = own.filter(({ type, data }) => type === REFUSED && data['code'] !== FORBIDDEN);
  if (told.length === 0) return [`${key} was never answered`];
  return told.flatMap((one, i) => {
    // Without the role it was refused, with it not: the key was left free.
    if (one.kind === 'problem' && one.status === 403 && i < told.length - 1) return [];
    const found = foundFor(one, facts, refusals) ?? elsewhere(asked, facts);
    return found === undefined ? [] : [`${key} was told «${wordsOf(one)}», ${found}`];
  });
}

/** Asked for only behind a revision, it stands there or nowhere. */
function elsewhere({ expectedRevision }: Asked, [first]: readonly LoggedEvent[]): string | undefined {
  if (expectedRevision === undefined || !first || first.revision === expectedRevision + 1) return undefined;
  return `but it stands at ${first.revision}, not behind ${expectedRevision}`;
}

/** What contradicts an answer; undefined: nothing. */
function foundFor(told: Told, facts: readonly LoggedEvent[], refusals: readonly LoggedEvent[]): string | undefined {
  if (told.kind === 'refused') {
    if (facts.length > 0) return `but ${listed(facts)} are in the log`;
    return refusals.length === 1 && refusals[0]?.data['code'] === told.refusal.code
      ? undefined
      : `but the log has ${refusals.length} refusals: ${refusals.map(({ data }) => data['code']).join()}`;
  }
  if (told.kind === 'problem') return contradictionOf(told, facts);
  const { receipt } = told;
  const ids = facts.map(({ id }) => id);
  if (JSON.stringify(ids) !== JSON.stringify(receipt.eventIds)) return `but the log has ${listed(facts) || 'nothing'}`;
  const last = facts.at(-1);
  if (!last) return undefined;
  const isThere =
    last.stream === receipt.stream && last.revision === receipt.revision && last.position === receipt.position;
  return isThere ? undefined : `but it stands at ${last.stream}@${last.revision}, ${last.position}`;
}

const allowedProblems: ReadonlySet<number> = new Set([403, 412, 422]);

function contradictionOf(
  { status }: Extract<Told, { kind: 'problem' }>,
  facts: readonly LoggedEvent[],
): string | undefined {
  if (!allowedProblems.has(status)) return 'which nothing explains';
  return facts.length > 0 ? `but ${listed(facts)} are in the log` : undefined;
}

const listed = (events: readonly LoggedEvent[]): string =>
  events.map(({ index, type, stream, revision }) => `#${index} ${type} (${stream}@${revision})`).join(', ');

const hashOf = ({ category, id, command, data }: Asked): string =>
  commandHash(category, { id, command, data: JSON.parse(JSON.stringify(data)) as object });

/** A command that a process must have sent, with the event that led to it. */
interface Sent {
  readonly cause: string;
  readonly hash: string;
  readonly words: string;
}

function sentBy(events: readonly LoggedEvent[]): readonly Sent[] {
  return events.flatMap((event) =>
    processes.flatMap((process) => {
      const react = Object.hasOwn(process.on, event.type) ? process.on[event.type] : undefined;
      const { id: eventId, stream, revision, data, metadata } = event;
      const meta = { ...metadata, eventId, revision, entityId: stream.slice(stream.indexOf('-') + 1) };
      return (react?.(data, meta) ?? []).map((command) => ({
        cause: event.id,
        hash: commandHash(command.category, command),
        words: `${process.name}: ${command.command} on ${command.id} for #${event.index}`,
      }));
    }),
  );
}

/** Nothing is in the log that nobody asked for. */
function unaskedFor(event: LoggedEvent, journal: readonly Entry[], sent: readonly Sent[]): readonly string[] {
  const { commandId, commandHash: hash, causationId } = event.metadata;
  const isForbidden = event.data['code'] === FORBIDDEN;
  const isAsked = journal.some(({ asked }) => asked.commandId === commandId && (isForbidden || hashOf(asked) === hash));
  const isSent = sent.some(({ cause, hash: other }) => cause === causationId && other === hash);
  return isAsked || isSent ? [] : [`nobody asked for #${event.index} ${event.type} (${event.stream}, ${commandId})`];
}

/** Every command of a process came to one end, once. */
function processFaults(events: readonly LoggedEvent[], sent: readonly Sent[]): readonly string[] {
  return sent.flatMap(({ cause, hash, words }) => {
    const own = events.filter(({ metadata }) => metadata.causationId === cause && metadata.commandHash === hash);
    const commands = new Set(own.map(({ metadata }) => metadata.commandId));
    return commands.size === 1 && own.length === 1 ? [] : [`${words} has ${own.length} ends: ${listed(own)}`];
  });
}

/** Revisions without gaps; server time that does not decrease within a stream. */
function orderFaults(events: readonly LoggedEvent[]): readonly string[] {
  const last = new Map<string, RecordedEvent>();
  return events.flatMap((event) => {
    const before = last.get(event.stream);
    last.set(event.stream, event);
    const { recordedAt } = event.metadata;
    const isEarlier = before && millis(recordedAt) < millis(before.metadata.recordedAt);
    return [
      ...(event.revision === (before?.revision ?? -1) + 1 ? [] : [`#${event.index} leaves a gap in ${event.stream}`]),
      ...(isEarlier
        ? [
            `#${event.index} (${event.stream}@${event.revision}) was recorded at ${recordedAt}, before the one before it`,
          ]
        : []),
    ];
  });
}

/** Whoever was second was refused, however close they were. */
function repeatedBeginnings(events: readonly LoggedEvent[]): readonly string[] {
  return events
    .filter(({ type, revision }) => type.endsWith('Registered') && revision > 0)
    .map(({ index, type, stream }) => `#${index}: ${type} once more in ${stream}`);
}

/** The copy that the views are made from is the log. */
async function copyFaults(events: readonly LoggedEvent[], readStore: ReadStore): Promise<readonly string[]> {
  const copy = await readStore.eventsOf({ limit: events.length + 10 });
  if (copy.length !== events.length) return [`the log copy has ${copy.length} events, the log ${events.length}`];
  const now = events.reduce((latest, { metadata }) => Math.max(latest, millis(metadata.recordedAt)), -Infinity);
  const { knownAt } = await readStore.resolve({});
  return [
    ...copy.flatMap((event, i) =>
      JSON.stringify(sorted(event)) === JSON.stringify(sorted(events[i]!)) ? [] : [`the log copy differs at #${i}`],
    ),
    ...(knownAt === instantOf(now) ? [] : [`the views know up to ${knownAt}, the log up to ${instantOf(now)}`]),
  ];
}

const sorted = ({ index, id, stream, revision, type, data, metadata, position }: LoggedEvent) => [
  [index, id, stream, revision, type, position],
  data,
  metadata,
];

/** Every view is what the log says, however it came about: row by row by definition, and version by version rebuilt. */
async function viewFaults(events: readonly LoggedEvent[], readStore: ReadStore): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { view, stage, fault } of await readStore.status())
    if (stage !== 'active' || fault !== undefined) faults.push(`${view} is ${stage}: ${fault ?? ''}`);
  for (const view of views) {
    const asked = { logIndex: events.length - 1, asOf: AS_OF };
    const { sha256 } = await readStore.contentHash(view.name, { asOf: AS_OF });
    if (sha256 !== foldLog(view, events, asked, registry.upcast).sha256) faults.push(`${view.name} is not its log`);
    const current = await readStore.page(view.name, {}, { limit: 1_000 });
    const { rows } = foldLog(view, events, { ...asked, asOf: current.basis.asOf }, registry.upcast);
    if (JSON.stringify(byKey(current.rows)) !== JSON.stringify(byKey(rows)))
      faults.push(`the current rows of ${view.name} are not those of its log`);
    const { stage } = await readStore.rebuild(view, { switch: 'when-equal' });
    if (stage !== 'active') faults.push(`${view.name} rebuilt is another one (${stage})`);
  }
  return faults;
}

const byKey = (rows: readonly { readonly key: string; readonly row: object; readonly cause: number }[]) =>
  rows
    .map(({ key, row, cause }) => [key, Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)), cause] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** What somebody saw under way is what the log says of that basis. */
function glimpseFaults({ view: name, logIndex, asOf, sha256 }: Glimpse, events: readonly LoggedEvent[]) {
  const view = views.find((other) => other.name === name)!;
  const folded = foldLog(view, events, { logIndex, asOf }, registry.upcast);
  return folded.sha256 === sha256 ? [] : [`${name}, seen at #${logIndex}, was not what the log says`];
}
