import { DateField, Event, Id, Int, ListOf, PersonRef, Text } from '@tabularium/contracts';
import { MatrixRow } from './matrix-row';

@Event({ summary: 'A version of the matrix of delegated authority was drafted' })
export class DelegationMatrixDrafted {
  @Int({ min: 1 }) readonly version!: number;
  @PersonRef() readonly draftedBy!: string;
  @ListOf(() => MatrixRow, { min: 1, max: 200 }) readonly rows!: readonly MatrixRow[];
}

@Event({ summary: 'A version of the matrix was approved' })
export class DelegationMatrixApproved {
  @Int({ min: 1 }) readonly version!: number;
  @Id({ optional: true, about: 'Decision; none = the director, at the founding' }) readonly decisionNo?: string;
}

/** Holds the rows again, so that what is in force on a day is read from one event. */
@Event({ summary: 'A version of the matrix is in force from a day' })
export class DelegationMatrixActivated {
  @Int({ min: 1 }) readonly version!: number;
  @DateField({ about: 'First day' }) readonly from!: string;
  @ListOf(() => MatrixRow, { min: 1, max: 200 }) readonly rows!: readonly MatrixRow[];
  @Id({ optional: true, about: 'Decision; none = the director, at the founding' }) readonly decisionNo?: string;
}

/** Decided with the version that takes its place and effective on the first day of that. */
@Event({ summary: 'A version of the matrix is no longer in force' })
export class DelegationMatrixRetired {
  @Int({ min: 1 }) readonly version!: number;
  @ListOf(() => MatrixRow, { min: 1, max: 200 }) readonly rows!: readonly MatrixRow[];
}

@Event({ summary: 'A version of the matrix was given up before it was in force' })
export class DelegationMatrixWithdrawn {
  @Int({ min: 1 }) readonly version!: number;
  @Text({ max: 2000 }) readonly reason!: string;
}
