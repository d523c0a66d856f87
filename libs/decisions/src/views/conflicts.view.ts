import { view, type RowOf, type StepWithKeys } from '@tabularium/read-store';
import type { DecisionItemEvents } from '../contract/decision-item.contract';

const columns = {
  item: { type: 'text', title: 'Matter', indexed: true },
  personId: { type: 'text', title: 'Member', indexed: true },
  grounds: { type: 'list', title: 'Why: what the records say, and what was declared' },
  state: { type: 'text', title: 'OPEN, RECUSED or CLEARED', indexed: true },
  since: { type: 'instant', title: 'Found or declared at' },
  settledBy: { type: 'text', title: 'Who recused or cleared the member', indexed: true },
  settledAt: { type: 'instant', title: 'Settled at' },
  reason: { type: 'text', title: 'Why it was settled so' },
} as const;

type Row = RowOf<typeof columns>;

const byPerson = <D extends { readonly personId: string }>(
  step: StepWithKeys<Row, D>['step'],
): StepWithKeys<Row, D> => ({ keys: ({ entityId, data }) => [`${entityId}/${data.personId}`], step });

/** A new ground opens what was settled. */
const opens = <D extends { readonly personId: string }>(ground: (data: D) => string): StepWithKeys<Row, D> =>
  byPerson((row, { entityId, data, metadata }) => ({
    item: entityId,
    personId: data.personId,
    grounds: [...(row?.grounds ?? []), ground(data)],
    state: 'OPEN',
    since: row?.since ?? metadata.effectiveAt,
    settledBy: null,
    settledAt: null,
    reason: null,
  }));

/** Members in conflict in a matter, and how that was settled (report R26). Key: `<matter>/<person>`. */
export const conflicts = view<DecisionItemEvents>()({
  name: 'conflicts',
  version: 1,
  title: 'Conflicts of interest by matter',
  columns,
  totals: {
    'by-person': {
      title: 'By member and state',
      groupBy: ['personId', 'state'],
      measures: { matters: { of: 'count' } },
    },
  },
  steps: {
    ConflictFlagged: opens(({ because }) => because),
    InterestDeclared: opens(({ nature }) => `DECLARED: ${nature}`),
    ConflictResolved: byPerson(
      (row, { data: { outcome, by, reason }, metadata }) =>
        row && { ...row, state: outcome, settledBy: by, settledAt: metadata.effectiveAt, reason },
    ),
  },
});
