import type { Columns, RowOf, Steps, StepWithKeys, ViewEvent } from '@tabularium/read-store';
import type { GateReviewEvents } from '../contract/gate-review.contract';
import type { GateOutcome } from '../contract/vocabulary';

export const gateColumns = {
  project: { type: 'text', title: 'Project', indexed: true },
  gate: { type: 'text', title: 'Gate', indexed: true },
  attempt: { type: 'int', title: 'Attempt' },
  state: { type: 'text', title: 'OPEN, READY, CONDITIONAL, PASSED, REVOKED, REWORK, HELD or STOPPED', indexed: true },
  criteria: { type: 'list', title: 'Criteria' },
  mandatory: { type: 'list', title: 'Mandatory criteria' },
  policyVersion: { type: 'int', title: 'Version of the policy that named criteria' },
  met: { type: 'list', title: 'Criteria met' },
  readiness: { type: 'int', title: 'Mandatory criteria met, percent' },
  openedAt: { type: 'instant', title: 'Opened', indexed: true },
  readyAt: { type: 'instant', title: 'Declared ready' },
  readyBy: { type: 'text', title: 'Who declared it ready' },
  outcome: { type: 'text', title: 'Decision', indexed: true },
  decidedAt: { type: 'instant', title: 'Decided', indexed: true },
  decidedBy: { type: 'text', title: 'Who decided' },
  reason: { type: 'text', title: 'Reason of the decision' },
  stageAuthorised: { type: 'money', title: 'Authorised for the stage' },
  fundsReleased: { type: 'money', title: 'Released when the pass took effect' },
  validUntil: { type: 'date', title: 'Last day of the pass' },
  reviewBy: { type: 'date', title: 'When a held gate is looked at again' },
  conditions: { type: 'list', title: 'Conditions' },
  openConditions: { type: 'list', title: 'Conditions not discharged' },
} as const satisfies Columns;

type Row = RowOf<typeof gateColumns>;
type Of<T extends keyof GateReviewEvents> = GateReviewEvents[T];

type Keys = StepWithKeys<Row, { readonly attempt: number }>['keys'];

/** The steps of an attempt. `keys`: which row it stands in. */
export const gateSteps = (keys: Keys) =>
  ({ ...preparingSteps(keys), ...decidingSteps(keys) }) satisfies Steps<Row, GateReviewEvents>;

const stepAt =
  (keys: Keys) =>
  <T extends keyof GateReviewEvents>(
    step: (row: Row | null, event: ViewEvent<Of<T>>) => Row | null,
  ): StepWithKeys<Row, Of<T>> => ({ keys, step });

function preparingSteps(keys: Keys) {
  const at = stepAt(keys);
  return {
    GateOpened: at<'GateOpened'>((_, { data, metadata }) => opened(data, metadata.effectiveAt)),
    GateEvidenceSubmitted: at<'GateEvidenceSubmitted'>(
      (row, { data }) => row && assessed(row, data.criterionId, false),
    ),
    GateEvidenceWithdrawn: at<'GateEvidenceWithdrawn'>(
      (row, { data }) => row && assessed(row, data.criterionId, false),
    ),
    GateCriterionAssessed: at<'GateCriterionAssessed'>(
      (row, { data }) => row && assessed(row, data.criterionId, data.result === 'MET'),
    ),
    GateReadinessDeclared: at<'GateReadinessDeclared'>(
      (row, { metadata }) =>
        row && { ...row, state: 'READY', readyAt: metadata.effectiveAt, readyBy: metadata.actor.id },
    ),
  };
}

function decidingSteps(keys: Keys) {
  const at = stepAt(keys);
  return {
    GatePassedWithConditions: at<'GatePassedWithConditions'>((row, event) => {
      const conditions = event.data.conditions.map(({ id, text }) => entry(id, text));
      return row && { ...decided(row, event, 'CONDITIONAL', 'CONDITIONAL'), conditions, openConditions: conditions };
    }),
    GateConditionDischarged: at<'GateConditionDischarged'>(
      (row, { data }) =>
        row && {
          ...row,
          openConditions: (row.openConditions ?? []).filter((text) => !text.startsWith(entry(data.conditionId, ''))),
        },
    ),
    GatePassed: at<'GatePassed'>((row, event) => {
      if (!row) return row;
      const { stageAuthorised = null, fundsReleased = null, validUntil = null } = event.data;
      const passed = row.outcome ? { ...row, state: 'PASSED' } : decided(row, event, 'PASSED', 'PASS');
      return { ...passed, stageAuthorised, fundsReleased, validUntil };
    }),
    GatePassRevoked: at<'GatePassRevoked'>((row, { data }) => row && { ...row, state: 'REVOKED', reason: data.reason }),
    GateReworkRequired: at<'GateReworkRequired'>((row, event) => row && decided(row, event, 'REWORK', 'REWORK')),
    GateHeld: at<'GateHeld'>(
      (row, event) => row && { ...decided(row, event, 'HELD', 'HOLD'), reviewBy: event.data.reviewBy ?? null },
    ),
    GateStopped: at<'GateStopped'>((row, event) => row && decided(row, event, 'STOPPED', 'STOP')),
  };
}

function opened({ projectId, gate, attempt, criteria, policyVersion }: Of<'GateOpened'>, openedAt: string): Row {
  const mandatory = criteria.filter((criterion) => criterion.mandatory).map(({ id }) => id);
  return {
    project: projectId,
    gate,
    attempt,
    state: 'OPEN',
    criteria: criteria.map(({ id, text }) => entry(id, text)),
    mandatory,
    policyVersion: policyVersion ?? null,
    met: [],
    readiness: readiness(mandatory, []),
    openedAt,
    readyAt: null,
    readyBy: null,
    outcome: null,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    stageAuthorised: null,
    fundsReleased: null,
    validUntil: null,
    reviewBy: null,
    conditions: [],
    openConditions: [],
  };
}

/** Ids hold no colon, so an entry is found again by its id. */
const entry = (id: string, text: string): string => `${id}: ${text}`;

function assessed(row: Row, criterionId: string, isMet: boolean): Row {
  const others = (row.met ?? []).filter((id) => id !== criterionId);
  const met = isMet ? [...others, criterionId].sort() : others;
  return { ...row, met, readiness: readiness(row.mandatory ?? [], met) };
}

const readiness = (mandatory: readonly string[], met: readonly string[]): number =>
  mandatory.length === 0
    ? 100
    : Math.floor((100 * mandatory.filter((id) => met.includes(id)).length) / mandatory.length);

const decided = (
  row: Row,
  { data, metadata }: ViewEvent<{ readonly reason: string }>,
  state: string,
  outcome: GateOutcome,
): Row => ({
  ...row,
  state,
  outcome,
  decidedAt: metadata.effectiveAt,
  decidedBy: metadata.actor.id,
  reason: data.reason,
});
