import { Id } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { addDays, categoryOf, streamName, type LocalDate } from '@tabularium/kernel';
import {
  everyEvent,
  everyRow,
  oneRow,
  pinnedBasis,
  type Basis,
  type KeyedRow,
  type LoggedEvent,
  type ReadStore,
  type Row,
} from '@tabularium/read-store';
import { laterCorrections, type LaterCorrection } from './later-corrections';
import { laterRates, RATES_STREAM } from './later-rates';
import { textIn } from './rows';

export class CorrectedBasesAsked {
  @Id({ to: 'governanceBody', optional: true, about: 'Default: all' }) readonly body?: string;
  @Id({ to: 'decisionItem', optional: true, about: 'Default: all' }) readonly item?: string;
}

export interface DecisionOnCorrectedBasis {
  readonly item: string;
  readonly decisionNo: string;
  readonly body: string;
  readonly decidedOn: string;
  readonly outcome: string;
  readonly corrections: readonly LaterCorrection[];
}

export interface ApprovalOnCorrectedBasis {
  readonly event: string;
  readonly stream: string;
  readonly type: string;
  readonly on: string;
  readonly personId: string;
  /** Limit, row of the matrix or delegation it was decided under. */
  readonly rule: string;
  readonly corrections: readonly LaterCorrection[];
}

export interface CorrectedBases {
  readonly basis: Basis;
  readonly decisions: readonly DecisionOnCorrectedBasis[];
  /** Decisions of persons under their limits; none where one body or matter is asked for. */
  readonly approvals: readonly ApprovalOnCorrectedBasis[];
}

/**
 * Decisions that stand as they were made, though what they rested on was corrected later. What a decision rests on: the
 * streams that its events name as read, its own, the policies that its target leant on, and those of everybody who had a
 * vote. What an approval rests on: what its event names as read, whose authority it was, and the policies before it.
 */
export const correctedBases: Report<CorrectedBasesAsked, CorrectedBases> = {
  name: 'corrected-bases',
  title: 'Decisions whose basis was corrected later',
  params: CorrectedBasesAsked,
  run: async ({ body, item, ...asked }, views) => {
    const basis = await pinnedBasis(views, asked);
    const streams = streamsAt(views, basis);
    const decisions = [];
    for (const { key, row } of await decidedRows(views, basis, { body, item })) {
      const corrections = await correctionsOf(views, streams, key);
      if (corrections.length > 0) decisions.push({ item: key, ...decisionIn(row), corrections });
    }
    const approvals = body || item ? [] : await correctedApprovals(views, streams, basis);
    return { basis, decisions, approvals };
  },
};

const decisionIn = (row: Row) => ({
  decisionNo: textIn(row, 'decisionNo'),
  body: textIn(row, 'body'),
  decidedOn: textIn(row, 'decidedOn'),
  outcome: textIn(row, 'outcome'),
});

const REGISTER = 'decision-register';

async function decidedRows(
  views: ReadStore,
  basis: Basis,
  { body, item }: { readonly body: string | undefined; readonly item: string | undefined },
): Promise<readonly Pick<KeyedRow, 'key' | 'row'>[]> {
  const row = item && (await oneRow(views, REGISTER, item, basis));
  if (item) return row ? [{ key: item, row }] : [];
  return everyRow(views, REGISTER, basis, body ? [{ column: 'body', is: 'in', values: [body] }] : []);
}

/** Every event of a stream that was known at the basis, read once. */
type Streams = (stream: string) => Promise<readonly LoggedEvent[]>;

function streamsAt(views: ReadStore, basis: Basis): Streams {
  const known = new Map<string, Promise<readonly LoggedEvent[]>>();
  return (stream) => {
    const events = known.get(stream) ?? everyEvent(views, stream, basis.logIndex);
    known.set(stream, events);
    return events;
  };
}

async function correctionsOf(views: ReadStore, streams: Streams, item: string): Promise<readonly LaterCorrection[]> {
  const own = streamName('decisionItem', item);
  const events = await streams(own);
  const decided = events.findLast(({ type }) => type === 'DecisionMade');
  if (!decided) return [];
  const leantOn = events.filter(({ index }) => index <= decided.index).flatMap(basisOfEvent);
  const behind = [];
  for (const stream of new Set(leantOn)) behind.push(...policiesBefore(await streams(stream), decided));
  const day = String(decided.data['decidedOn']);
  return correctionsIn(views, streams, [own, ...leantOn, ...behind], decided, day);
}

async function correctionsIn(
  views: ReadStore,
  streams: Streams,
  names: readonly string[],
  decided: LoggedEvent,
  day: LocalDate,
): Promise<readonly LaterCorrection[]> {
  const { asOf: dayBefore } = await views.resolve({ asOf: addDays(day, -1) });
  const found = [];
  for (const stream of new Set(names)) {
    const events = await streams(stream);
    const isRates = stream === RATES_STREAM;
    const rated = { decided, own: await streams(decided.stream), tables: events };
    found.push(...(isRates ? await laterRates(views, rated) : laterCorrections(events, decided, dayBefore)));
  }
  return found.sort((a, b) => a.knownFrom - b.knownFrom);
}

const APPROVALS = 'approvals';

async function correctedApprovals(
  views: ReadStore,
  streams: Streams,
  basis: Basis,
): Promise<readonly ApprovalOnCorrectedBasis[]> {
  const approvals = [];
  for (const { key: event, row } of await everyRow(views, APPROVALS, basis, [], 'on')) {
    const [stream, rule, on] = [textIn(row, 'stream'), textIn(row, 'rule'), textIn(row, 'on')];
    const approved = (await streams(stream)).find(({ id }) => id === event);
    if (!approved) continue;
    const { actor, pins = {} } = approved.metadata;
    const parties = [actor.id, ...(actor.onBehalfOf ? [actor.onBehalfOf] : [])].map((id) => streamName('person', id));
    const leantOn = [...Object.keys(pins), ...parties, ...policiesBefore(await streams(stream), approved)];
    const all = await correctionsIn(views, streams, leantOn, approved, on);
    const corrections = all.filter((correction) => isOfRule(correction, rule));
    const decision = { event, stream, type: textIn(row, 'type'), on, personId: textIn(row, 'personId'), rule };
    if (corrections.length > 0) approvals.push({ ...decision, corrections });
  }
  return approvals;
}

/** Policies that the events of a stream leant on up to another event. */
const policiesBefore = (events: readonly LoggedEvent[], { index }: LoggedEvent): readonly string[] =>
  events
    .filter((event) => event.index <= index)
    .flatMap(({ metadata: { pins = {} } }) => Object.keys(pins))
    .filter((stream) => categoryOf(stream) === 'governancePolicy');

/** Of another version of the matrix only its days matter: rules are called `<matrix>.<version>.<holder>`. */
function isOfRule({ factType, was, shouldBe }: LaterCorrection, rule: string): boolean {
  if (factType !== 'DelegationMatrixActivated') return true;
  return rule.split('.')[1] === valueIn(was, 'version') || valueIn(was, 'from') !== valueIn(shouldBe, 'from');
}

const valueIn = (content: unknown, name: string): string | undefined =>
  Object.entries(content ?? {})
    .filter(([key]) => key === name)
    .map(([, value]) => String(value))[0];

/** Streams that an event names as read, and those of the persons it gave a vote. */
function basisOfEvent({ type, data, metadata: { pins = {} } }: LoggedEvent): readonly string[] {
  const electorate = type === 'BallotOpened' ? (data['electorate'] as readonly { readonly personId: string }[]) : [];
  return [...Object.keys(pins), ...electorate.map(({ personId }) => streamName('person', personId))];
}
