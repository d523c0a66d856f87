import type { Matter, Role } from '@tabularium/contracts';
import type { LocalDate, Money } from '@tabularium/kernel';
import { SYSTEM_ID } from './verified-tokens';

/** Days something is held, both ends included. */
interface Tenure {
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

/** What a person's events say they were given, in force or not. */
export interface Standing {
  readonly registered: boolean;
  /** All access was taken, whatever they hold. */
  readonly suspended?: object;
  readonly grants: readonly (Tenure & { readonly id: string; readonly role: Role; readonly project?: string })[];
  readonly delegations: readonly (Tenure & { readonly id: string; readonly matter: Matter; readonly limit: Money })[];
}

/** Who calls, with the roles and limits in force on the day of the call. */
export interface Caller {
  readonly id: string;
  /** The engine itself: no roles, no person. */
  readonly system: boolean;
  readonly roles: readonly { readonly role: Role; readonly project?: string }[];
  readonly limits: readonly { readonly id: string; readonly matter: Matter; readonly limit: Money }[];
}

export const SYSTEM: Caller = { id: SYSTEM_ID, system: true, roles: [], limits: [] };

export const callerOf = (id: string, standing: Standing, today: LocalDate): Caller => ({
  id,
  system: false,
  roles: standing.suspended ? [] : standing.grants.filter(inForce(today)),
  limits: standing.suspended ? [] : standing.delegations.filter(inForce(today)),
});

const inForce =
  (today: LocalDate) =>
  ({ from, until }: Tenure): boolean =>
    from <= today && (until === undefined || today <= until);
