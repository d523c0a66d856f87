import { streamName } from '@tabularium/kernel';
import { everyRow, type Basis, type ReadStore } from '@tabularium/read-store';
import { correctionsIn, policiesBefore, type Streams } from './basis-streams';
import type { LaterCorrection } from './later-corrections';
import { textIn } from './rows';

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

const APPROVALS = 'approvals';

/** Decisions of persons under their limits that stand, though their right or a policy was corrected later. */
export async function correctedApprovals(
  views: ReadStore,
  streams: Streams,
  basis: Basis,
): Promise<readonly ApprovalOnCorrectedBasis[]> {
  const approvals = [];
  for (const { key: event, row } of await everyRow(views, APPROVALS, basis, [], 'on')) {
    const [stream, rule] = [textIn(row, 'stream'), textIn(row, 'rule')];
    const approved = (await streams(stream)).find(({ id }) => id === event);
    if (!approved) continue;
    const { actor, pins = {} } = approved.metadata;
    const parties = [actor.id, ...(actor.onBehalfOf ? [actor.onBehalfOf] : [])].map((id) => streamName('person', id));
    const leantOn = [...Object.keys(pins), ...parties, ...policiesBefore(await streams(stream), approved)];
    const all = await correctionsIn(views, streams, leantOn, approved);
    const corrections = all.filter((correction) => isOfRule(correction, rule));
    const on = views.dayOf(approved.metadata.effectiveAt);
    const decision = { event, stream, type: textIn(row, 'type'), on, personId: textIn(row, 'personId'), rule };
    if (corrections.length > 0) approvals.push({ ...decision, corrections });
  }
  return approvals;
}

/** Of another version of the matrix only its days matter: rules are called `<matrix>.<version>.<holder>`. */
function isOfRule({ factType, was, shouldBe }: LaterCorrection, rule: string): boolean {
  if (factType !== 'DelegationMatrixActivated') return true;
  return rule.split('.')[1] === valueIn(was, 'version') || valueIn(was, 'from') !== valueIn(shouldBe, 'from');
}

const valueIn = (content: unknown, name: string): string | undefined =>
  Object.entries(content ?? {})
    .filter(([key]) => key === name)
    .map(([, value]) => String(value))[0];
