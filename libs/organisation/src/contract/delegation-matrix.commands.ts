import { Command, DateField, Int, ListOf, Text } from '@tabularium/contracts';
import { MatrixRow } from './matrix-row';

const LARGEST_VERSION = 1_000_000;

@Command({
  summary: 'Draft the next version of the matrix of delegated authority',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'],
})
export class DraftMatrix {
  @ListOf(() => MatrixRow, { min: 1, max: 200 }) readonly rows!: readonly MatrixRow[];
}

@Command({
  summary: 'Approve a drafted version: a decision does, and for the very first one a director who did not draft it',
  allow: ['PMO_DIRECTOR'],
  decidable: true,
})
export class ApproveMatrix {
  @Int({ min: 1, max: LARGEST_VERSION }) readonly version!: number;
}

@Command({
  summary: 'Put an approved version in force from a day: a decision does, and for the very first one a director',
  allow: ['PMO_DIRECTOR'],
  decidable: true,
})
export class ActivateMatrix {
  @Int({ min: 1, max: LARGEST_VERSION }) readonly version!: number;
  @DateField({ optional: true, about: 'First day in force; default today' }) readonly from?: string;
}

@Command({ summary: 'Give up a version that is not in force', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class WithdrawMatrix {
  @Int({ min: 1, max: LARGEST_VERSION }) readonly version!: number;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** What was approved under the version meanwhile stands; it is listed in `corrected-bases`. */
@Command({
  summary:
    'Correct what was recorded wrongly of a version that is or was in force: by decision, the first day of the very first one by a director',
  allow: ['PMO_DIRECTOR'],
  decidable: true,
})
export class CorrectMatrix {
  @Int({ min: 1, max: LARGEST_VERSION }) readonly version!: number;
  @DateField({ optional: true, about: 'First day in force; default unchanged' }) readonly from?: string;
  @ListOf(() => MatrixRow, { min: 1, max: 200, optional: true, about: 'All of them; default unchanged' })
  readonly rows?: readonly MatrixRow[];
  @Text({ max: 2000 }) readonly reason!: string;
}
