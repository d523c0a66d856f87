import type { Money } from '@tabularium/kernel';
import { Id, Int, MATTERS, MoneyField, OneOf, ROLES, type Matter, type Role } from '@tabularium/contracts';

/** The organisation has one matrix: the id of its stream. */
export const MATRIX_ID = 'organisation';

/** Up to which amount a holder decides in a matter. The rows of a matter stand from the lowest holder to the highest. */
export class MatrixRow {
  @OneOf(MATTERS) readonly matter!: Matter;
  @Id({ about: 'A role, or a governance body' }) readonly holder!: string;
  @MoneyField({ sign: 'positive', optional: true, about: 'Largest single amount; none = any amount' })
  readonly singleLimit?: Money;
  @MoneyField({ sign: 'positive', optional: true, about: 'For all approvals on one project within the window' })
  readonly cumulativeLimit?: Money;
  @Int({ min: 1, max: 366, optional: true, about: 'Rolling window of the cumulative limit, in days' })
  readonly windowDays?: number;
  @OneOf(ROLES, { optional: true, about: 'Role of whoever signs before the holder decides' })
  readonly coSign?: Role;
}
