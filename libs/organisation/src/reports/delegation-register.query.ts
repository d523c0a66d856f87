import { Id, MATTERS, OneOf, type Matter } from '@tabularium/contracts';
import type { Report } from '@tabularium/http';
import type { Basis, KeyedRow, Row } from '@tabularium/read-store';
import { datedBasis, ratesAt, rowsOf } from './rows';
import { usedLimits, type UsedLimit } from './used-limits';

export class DelegationRegisterAsked {
  @OneOf(MATTERS, { optional: true, about: 'Only this matter' }) readonly matter?: Matter;
  @Id({ to: 'project', optional: true, about: 'Only uses on this project' }) readonly project?: string;
}

export interface DelegationRegister {
  readonly basis: Basis;
  /** Table of exchange rates in force on the day. */
  readonly rateTable: string | null;
  /** In force on the day, from the lowest holder of a matter to the highest. */
  readonly matrix: readonly Row[];
  /** Limits of persons, held on the day. */
  readonly limits: readonly Row[];
  /** What persons let others use on the day, accepted or not. */
  readonly delegations: readonly Row[];
  readonly used: readonly UsedLimit[];
}

/** Who holds which authority on a day, and what of the limits that several approvals share is used. */
export const delegationRegister: Report<DelegationRegisterAsked, DelegationRegister> = {
  name: 'delegation-register',
  title: 'Delegated authority in force, and what of it is used',
  params: DelegationRegisterAsked,
  run: async ({ matter, project, ...asked }, views) => {
    const { basis, day } = await datedBasis(views, asked);
    const matrix = await rowsOf(views, 'delegation-matrix', basis, { matter });
    const limits = await rowsOf(views, 'delegations', basis, { matter, state: 'HELD' });
    const delegations = await rowsOf(views, 'personal-delegations', basis, { matter });
    const uses = await rowsOf(views, 'authority-uses', basis, { matter, project });
    const rates = await ratesAt(views, basis);
    return {
      basis,
      rateTable: rates?.id ?? null,
      matrix: matrix.map(keyed).sort(byPlace),
      limits: limits.map(keyed),
      delegations: delegations.filter(({ row }) => STANDING.has(String(row['state']))).map(keyed),
      used: usedLimits(
        uses.map(({ row }) => row),
        day,
      ),
    };
  },
};

const STANDING: ReadonlySet<string> = new Set(['OFFERED', 'ACCEPTED']);

const keyed = ({ key, row }: KeyedRow): Row => ({ key, ...row });

const byPlace = (a: Row, b: Row): number =>
  String(a['matter']).localeCompare(String(b['matter'])) || Number(a['place']) - Number(b['place']);
