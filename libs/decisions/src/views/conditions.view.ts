import type { DecisionItemEvents } from '../contract/decision-item.contract';
import { view, type RowOf, type StepWithKeys, type ViewEvent } from '@tabularium/read-store';

const columns = {
  item: { type: 'text', title: 'Matter', indexed: true },
  body: { type: 'text', title: 'Body', indexed: true },
  text: { type: 'text', title: 'Condition' },
  kind: { type: 'text', title: 'PRECEDENT or SUBSEQUENT', indexed: true },
  owner: { type: 'text', title: 'Owner', indexed: true },
  dueOn: { type: 'date', title: 'Last day', indexed: true },
  firstDueOn: { type: 'date', title: 'Last day as decided' },
  extensions: { type: 'int', title: 'Times extended' },
  evidenceType: { type: 'text', title: 'What will show it' },
  onBreach: { type: 'text', title: 'ESCALATE, SUSPEND or LAPSE' },
  state: { type: 'text', title: 'OPEN, DISCHARGED, WAIVED, BREACHED or FALLEN', indexed: true },
  evidence: { type: 'list', title: 'Documents submitted' },
  settledBy: { type: 'text', title: 'Who found it met, or the decision that waived it' },
} as const;

type Row = RowOf<typeof columns>;

const conditionKey = (itemId: string, conditionId: string): string => `${itemId}/${conditionId}`;

const noted = <D extends { readonly conditionId: string }>(
  change: (data: D, row: Row) => Partial<Row>,
): StepWithKeys<Row, D> => ({
  keys: ({ entityId, data }) => [conditionKey(entityId, data.conditionId)],
  step: (row, { data }) => row && { ...row, ...change(data, row) },
});

/** With the decision fall those that nobody has met. */
const fallen: StepWithKeys<Row, { readonly conditionIds: readonly string[] }> = {
  keys: ({ entityId, data }) => data.conditionIds.map((id) => conditionKey(entityId, id)),
  step: (row) => row && { ...row, state: 'FALLEN' },
};

/** Conditions of decisions. Key: `<matter>/<condition>`. */
export const conditionsView = view<DecisionItemEvents>()({
  name: 'conditions',
  version: 1,
  title: 'Conditions of decisions',
  columns,
  totals: {
    'by-state': { title: 'By body and state', groupBy: ['body', 'state'], measures: { conditions: { of: 'count' } } },
  },
  steps: {
    DecisionMade: {
      keys: ({ entityId, data }) => data.conditions.map(({ id }) => conditionKey(entityId, id)),
      step: (_, event, key) => imposed(event, key),
    },
    ConditionEvidenceSubmitted: noted(({ documentId, version }, row) => ({
      evidence: [...(row.evidence ?? []), `${documentId} ${version}`],
    })),
    ConditionDischarged: noted(({ by }) => ({ state: 'DISCHARGED', settledBy: by })),
    ConditionWaived: noted(({ decisionNo }) => ({ state: 'WAIVED', settledBy: decisionNo })),
    ConditionExtended: noted(({ dueOn }, row) => ({ state: 'OPEN', dueOn, extensions: (row.extensions ?? 0) + 1 })),
    ConditionBreached: noted(() => ({ state: 'BREACHED' })),
    DecisionLapsed: fallen,
    DecisionRescinded: fallen,
    DecisionSuperseded: fallen,
    UrgentDecisionLapsed: fallen,
  },
});

function imposed({ entityId, data }: ViewEvent<DecisionItemEvents['DecisionMade']>, key: string): Row | null {
  const condition = data.conditions.find(({ id }) => conditionKey(entityId, id) === key);
  if (!condition) return null;
  const { text, kind, owner, dueOn, evidenceType, onBreach } = condition;
  const blank = { extensions: 0, state: 'OPEN', evidence: [], settledBy: null };
  return {
    item: entityId,
    body: data.bodyId,
    text,
    kind,
    owner,
    dueOn,
    firstDueOn: dueOn,
    evidenceType,
    onBreach,
    ...blank,
  };
}
