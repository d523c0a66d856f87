import type { Tracer } from '@tabularium/http';
import { MATRIX_ID } from '@tabularium/organisation/contract';
import { textIn, type BasisAsked, type ReadStore, type Row } from '@tabularium/read-store';

/** A delegated limit as the right behind an event, as it stood when it was used. */
export interface DelegationRight {
  readonly basis: 'DELEGATION';
  readonly ref: string;
  readonly by: 'OWN_LIMIT' | 'MATRIX' | 'PERSON';
  /** Who gave it: the person who granted or delegated it, or the decision that put the matrix in force; null at its founding. */
  readonly giver: string | null;
  /** Version of the matrix. */
  readonly version: number | null;
  readonly rows: readonly Row[];
}

/** From the name of a rule to the limit, the row of the matrix or the delegation, and to its giver. */
export const delegationRight: Tracer = async ({ index, metadata }, views) => {
  const { basis, ref } = metadata.authority;
  if (basis !== 'DELEGATION' || ref === undefined) return undefined;
  const then = { knownAt: index, asOf: metadata.effectiveAt };
  return (
    // First what readers of a project may see: limits of persons are not for them, and asking for one ends the search.
    (await ofView(views, then, ref, { view: 'personal-delegations', by: 'PERSON', giver: 'giver' })) ??
    (await ofView(views, then, ref, { view: 'delegations', by: 'OWN_LIMIT', giver: 'grantedBy' })) ??
    (await ofMatrix(views, then, ref))
  );
};

async function ofView(
  views: ReadStore,
  then: BasisAsked,
  ref: string,
  { view, by, giver }: { readonly view: string; readonly by: 'OWN_LIMIT' | 'PERSON'; readonly giver: string },
): Promise<DelegationRight | undefined> {
  const { found } = await views.one(view, ref, then);
  return found
    ? { basis: 'DELEGATION', ref, by, giver: textIn(found.row, giver), version: null, rows: [found.row] }
    : undefined;
}

/** Rules of the matrix are named `<matrix>.<version>.<holder>`. */
async function ofMatrix(views: ReadStore, then: BasisAsked, ref: string): Promise<DelegationRight | undefined> {
  if (!ref.startsWith(`${MATRIX_ID}.`)) return undefined;
  const [version = '', ...holder] = ref.slice(MATRIX_ID.length + 1).split('.');
  const where = [{ column: 'holder', is: 'in', values: [holder.join('.')] }] as const;
  const rows = (await views.page('delegation-matrix', then, { where, limit: 100 })).rows.map(({ row }) => row);
  const [first] = rows;
  const giver = first ? textIn(first, 'decisionNo') : null;
  return { basis: 'DELEGATION', ref, by: 'MATRIX', giver, version: Number(version), rows };
}
