import { addDays, type Context } from '@tabularium/kernel';
import { COOLING_OFF_DAYS } from '../contract/segregation-rules';
import { endedOn, type Grant, type Granted, type Role } from './person.state';
import { overlap, type Tenure } from './tenure';

/** Roles that decide or act for a project; who administers the engine holds none of them. */
const deciding: ReadonlySet<Role> = new Set<Role>([
  'PMO_DIRECTOR',
  'PMO_MANAGER',
  'SPONSOR',
  'PROJECT_MANAGER',
  'BOARD_CHAIR',
  'BOARD_MEMBER',
  'FINANCE_CONTROLLER',
  'DEPARTMENT_LEAD',
  'ASSURANCE_REVIEWER',
]);

/** Segregation of duties between roles: an auditor holds no other role, an administrator decides nothing. */
export function clash(a: Role, b: Role): boolean {
  if (a === b) return false;
  if (a === 'AUDITOR' || b === 'AUDITOR') return true;
  return (a === 'PMO_ADMINISTRATOR' && deciding.has(b)) || (b === 'PMO_ADMINISTRATOR' && deciding.has(a));
}

/** Roles that never get a delegated limit. */
export const decidesNothing: ReadonlySet<Role> = new Set<Role>(['AUDITOR', 'PMO_ADMINISTRATOR']);

/** Roles that deliver a project. */
const delivering: ReadonlySet<Role> = new Set<Role>(['SPONSOR', 'PROJECT_MANAGER']);

/**
 * The role by which a person is not independent of the project they are to review or deliver, if there is one. Who delivered
 * it does not review it for so many days after.
 */
export function dependence(
  held: readonly Served[],
  asked: GrantAsked,
  coolingOffDays = COOLING_OFF_DAYS,
): Grant['role'] | undefined {
  const ofProject = held.filter(({ project }) => project === asked.project);
  if (delivering.has(asked.role))
    return ofProject.find((grant) => grant.role === 'ASSURANCE_REVIEWER' && overlap(grant, asked))?.role;
  if (asked.role !== 'ASSURANCE_REVIEWER') return undefined;
  return ofProject.find((grant) => delivering.has(grant.role) && overlap(cooling(grant, coolingOffDays), asked))?.role;
}

/** A role as it is asked for, or as it is to be. */
export type GrantAsked = Pick<Grant, 'role' | 'project' | 'from' | 'until'>;

/** A grant with the days on which it was held in fact. */
export type Served = Grant;

export function served(grant: Granted, context: Pick<Context, 'dayOf'>): Served {
  const until = [grant.until, endedOn(grant, context)].flatMap((day) => day ?? []).sort()[0];
  return { ...grant, ...(until ? { until } : {}) };
}

const cooling = ({ from, until }: Tenure, days: number): Tenure =>
  until === undefined ? { from } : { from, until: addDays(until, days) };
