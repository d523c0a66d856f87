import type { Fold, Instant, LocalDate } from '@tabularium/kernel';
import type { DelegationMatrixEvents } from '../contract/delegation-matrix.contract';

export type MatrixRow = DelegationMatrixEvents['DelegationMatrixDrafted']['rows'][number];

export interface MatrixVersion {
  readonly version: number;
  readonly stage: 'drafted' | 'approved' | 'activated' | 'withdrawn';
  readonly draftedBy: string;
  readonly rows: readonly MatrixRow[];
  /** First day in force, of an activated one. It holds until the next activated one begins. */
  readonly from?: LocalDate;
  readonly approvedAt?: Instant;
  /** By which it is in force; none = the director, at the founding. */
  readonly decisionNo?: string;
  /** Event ids, so that what was recorded wrongly can be corrected. */
  readonly activatedBy?: string;
  readonly retiredBy?: string;
}

export interface DelegationMatrix {
  readonly versions: readonly MatrixVersion[];
}

export const noMatrix: DelegationMatrix = { versions: [] };

/** The version in force on a day. */
export const inForceOn = ({ versions }: DelegationMatrix, day: LocalDate): MatrixVersion | undefined =>
  activated({ versions }).findLast(({ from }) => from !== undefined && from <= day);

/** Activated versions, in the order in which they begin. */
export const activated = ({ versions }: DelegationMatrix): readonly MatrixVersion[] =>
  versions.filter(({ stage }) => stage === 'activated').sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));

export const evolveDelegationMatrix: Fold<DelegationMatrix, DelegationMatrixEvents>['evolve'] = {
  DelegationMatrixDrafted: ({ versions }, { version, draftedBy, rows }) => ({
    versions: [...versions, { version, stage: 'drafted', draftedBy, rows }],
  }),
  DelegationMatrixApproved: (state, { version }, { effectiveAt }) =>
    withVersion(state, version, { stage: 'approved', approvedAt: effectiveAt }),
  DelegationMatrixActivated: (state, { version, ...inForce }, { eventId }) =>
    withVersion(state, version, { stage: 'activated', ...inForce, activatedBy: eventId }),
  DelegationMatrixRetired: (state, { version }, { eventId }) => withVersion(state, version, { retiredBy: eventId }),
  DelegationMatrixWithdrawn: (state, { version }) => withVersion(state, version, { stage: 'withdrawn' }),
};

const withVersion = (
  { versions }: DelegationMatrix,
  version: number,
  change: Partial<MatrixVersion>,
): DelegationMatrix => ({
  versions: versions.map((other) => (other.version === version ? { ...other, ...change } : other)),
});
