import {
  compare,
  conversionOf,
  convert,
  type AuthorityRule,
  type LocalDate,
  type Money,
  type RateTable,
} from '@tabularium/kernel';
import type { DelegationMatrix, MatrixRow } from './delegation-matrix.state';
import { inForceOn } from './delegation-matrix.state';
import type { Delegations, PersonalDelegation } from './delegation.state';
import { cumulativeOf } from './limits';
import type { Matter, Person } from './person.state';
import { hasBegun, isOver, type Tenure } from './tenure';

/** The matter and day of a decision, and the project it is about. */
export interface Occasion {
  readonly matter: Matter;
  readonly project: string;
  readonly day: LocalDate;
}

/** A person with the matrix: what their own right comes from. */
export interface Right {
  readonly id: string;
  readonly person: Person;
  readonly matrix: DelegationMatrix;
  /** Id of the matrix. */
  readonly matrixId: string;
}

const isHeld = (day: LocalDate) => (tenure: Tenure) => hasBegun(tenure, day) && !isOver(tenure, day);

/** The person holds the role on the day, for the organisation or for the project. */
export const holds = (
  { suspended, grants }: Person,
  role: string,
  { project, day }: Omit<Occasion, 'matter'>,
): boolean =>
  !suspended &&
  grants.some(
    (grant) => grant.role === role && isHeld(day)(grant) && (grant.project === undefined || grant.project === project),
  );

/** What a person may decide by a limit of their own and by the roles they hold, the lowest rule first. */
export function ownRules(
  { id, person, matrix, matrixId }: Right,
  { matter, project, day }: Occasion,
): readonly AuthorityRule[] {
  if (person.suspended) return [];
  const personal = person.delegations
    .filter((held) => held.matter === matter && isHeld(day)(held))
    .map((held) => ({ ref: held.id, holder: id, limit: held.limit, ...cumulativeOf(held), stream: `person-${id}` }));
  const roles = person.grants
    .filter((grant) => isHeld(day)(grant) && (grant.project === undefined || grant.project === project))
    .map(({ role }): string => role);
  const version = inForceOn(matrix, day);
  const byRole = (version?.rows ?? [])
    .filter((row) => row.matter === matter && roles.includes(row.holder))
    .flatMap((row) => ruleOfRow(row, version?.version ?? 0, matrixId));
  return inOrder([...personal, ...byRole]);
}

/** Only a body decides without limit. */
function ruleOfRow(
  { holder, singleLimit, coSign, ...row }: MatrixRow,
  version: number,
  matrixId: string,
): readonly AuthorityRule[] {
  if (!singleLimit) return [];
  const ref = `${matrixId}.${version}.${holder}`;
  const signed = coSign ? { coSign } : {};
  return [{ ref, holder, limit: singleLimit, ...cumulativeOf(row), ...signed, stream: `delegationMatrix-${matrixId}` }];
}

/** What was delegated to a person and accepted, for a decision. */
export const receivedFor = (
  { standing }: Delegations,
  to: string,
  { matter, project, day }: Occasion,
): readonly PersonalDelegation[] =>
  standing.filter(
    (held) =>
      held.to === to &&
      held.accepted &&
      isHeld(day)(held) &&
      held.matter === matter &&
      (held.projectId === undefined || held.projectId === project),
  );

/** How much of what somebody may decide was lent, in the currency of what it comes from. */
export interface Lent<S> {
  readonly source: S;
  readonly limit: Money;
}

/**
 * What somebody may use of several rights of the giver, the lowest first: of the highest in the currency of the delegation,
 * else of the highest that the exchange rates in force compare it with; never more than the giver has.
 */
export function lentOf<S extends { readonly limit: Money }>(
  held: Money,
  sources: readonly S[],
  rates?: RateTable,
): Lent<S> | undefined {
  const source =
    sources.findLast(({ limit }) => limit.ccy === held.ccy) ??
    sources.findLast(({ limit }) => convert(held, limit.ccy, rates));
  const lent = source && convert(held, source.limit.ccy, rates);
  return lent && { source, limit: compare(lent, source.limit) < 0 ? lent : source.limit };
}

/** The right of the giver, as far as it was delegated and as far as they still have it: their approvals count together. */
export function delegatedRule(
  held: PersonalDelegation,
  sources: readonly AuthorityRule[],
  rates?: RateTable,
): AuthorityRule | undefined {
  const lent = lentOf(held.limit, sources, rates);
  if (!lent) return undefined;
  const { source, limit } = lent;
  const convertedLimit = conversionOf(held.limit, limit.ccy, rates);
  const stream = `delegation-${held.id.slice(0, held.id.lastIndexOf('~'))}`;
  const { holder, cumulative, coSign } = source;
  const shared = {
    ...(cumulative ? { cumulative } : {}),
    ...(coSign ? { coSign } : {}),
    ...(convertedLimit ? { convertedLimit } : {}),
  };
  return { ref: held.id, holder, limit, ...shared, stream, onBehalfOf: held.giver };
}

/** The lowest first; of the same limit the one with a cumulative limit, then by name, so that the choice is always the same. */
export const inOrder = (rules: readonly AuthorityRule[]): readonly AuthorityRule[] => [...rules].sort(byLimit);

const byLimit = (a: AuthorityRule, b: AuthorityRule): number =>
  Math.sign(Number(BigInt(a.limit.minor) - BigInt(b.limit.minor))) ||
  Number(b.cumulative !== undefined) - Number(a.cumulative !== undefined) ||
  (a.ref < b.ref ? -1 : 1);
