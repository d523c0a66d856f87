import { Id } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import { streamName } from '@tabularium/kernel';
import {
  everyRow,
  oneRow,
  pinnedBasis,
  type Basis,
  type KeyedRow,
  type LoggedEvent,
  type ReadStore,
  type Row,
} from '@tabularium/read-store';
import { correctionsIn, policiesBefore, streamsAt, type Streams } from './basis-streams';
import { correctedApprovals, type ApprovalOnCorrectedBasis } from './corrected-approvals';
import type { LaterCorrection } from './later-corrections';
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

async function correctionsOf(views: ReadStore, streams: Streams, item: string): Promise<readonly LaterCorrection[]> {
  const own = streamName('decisionItem', item);
  const events = await streams(own);
  const decided = events.findLast(({ type }) => type === 'DecisionMade');
  if (!decided) return [];
  const leantOn = events.filter(({ index }) => index <= decided.index).flatMap(basisOfEvent);
  const behind = [];
  for (const stream of new Set(leantOn)) behind.push(...policiesBefore(await streams(stream), decided));
  return correctionsIn(views, streams, [own, ...leantOn, ...behind], decided);
}

/** Streams that an event names as read, and those of the persons it gave a vote. */
function basisOfEvent({ type, data, metadata: { pins = {} } }: LoggedEvent): readonly string[] {
  const electorate = type === 'BallotOpened' ? (data['electorate'] as readonly { readonly personId: string }[]) : [];
  return [...Object.keys(pins), ...electorate.map(({ personId }) => streamName('person', personId))];
}
