import { view } from '@tabularium/read-store';
import type { DelegationMatrixEvents } from '../contract/delegation-matrix.contract';

interface Rows {
  readonly rows: DelegationMatrixEvents['DelegationMatrixActivated']['rows'];
}

const keyOf = ({ matter, holder }: Rows['rows'][number]): string => `${matter}.${holder}`;
const byRow = { keys: ({ data }: { readonly data: Rows }) => data.rows.map(keyOf) };

/** What is in force at the date asked. Key: matter and holder. */
export const delegationMatrixView = view<DelegationMatrixEvents>()({
  name: 'delegation-matrix',
  version: 2,
  title: 'Delegation matrix in force',
  columns: {
    matter: { type: 'text', title: 'Matter', indexed: true },
    holder: { type: 'text', title: 'Role or body', indexed: true },
    place: { type: 'int', title: 'Place in the matter, 1 = lowest' },
    upTo: { type: 'money', title: 'Largest single amount; none = any' },
    cumulativeUpTo: { type: 'money', title: 'Largest sum on one project within the window' },
    windowDays: { type: 'int', title: 'Rolling window in days' },
    coSign: { type: 'text', title: 'Role that signs first' },
    version: { type: 'int', title: 'Version of the matrix' },
    from: { type: 'date', title: 'First day in force' },
    decisionNo: { type: 'text', title: 'Decision; none at the founding' },
  },
  steps: {
    DelegationMatrixActivated: {
      ...byRow,
      step: (_, { data: { rows, version, from, decisionNo } }, key) => {
        const row = rows.find((other) => keyOf(other) === key);
        return (
          (row && {
            matter: row.matter,
            holder: row.holder,
            place: rows.filter(({ matter }) => matter === row.matter).indexOf(row) + 1,
            upTo: row.singleLimit ?? null,
            cumulativeUpTo: row.cumulativeLimit ?? null,
            windowDays: row.windowDays ?? null,
            coSign: row.coSign ?? null,
            version,
            from,
            decisionNo: decisionNo ?? null,
          }) ??
          null
        );
      },
    },
    DelegationMatrixRetired: { ...byRow, step: () => null },
  },
});
