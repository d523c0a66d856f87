import type { Role } from './person.state';

/** Roles that decide or act for a project; who administers the engine holds none of them. */
const deciding: ReadonlySet<Role> = new Set<Role>([
  'PMO_DIRECTOR',
  'PMO_MANAGER',
  'SPONSOR',
  'PROJECT_MANAGER',
  'FINANCE_CONTROLLER',
]);

/** Segregation of duties between roles: an auditor holds no other role, an administrator decides nothing. */
export function clash(a: Role, b: Role): boolean {
  if (a === b) return false;
  if (a === 'AUDITOR' || b === 'AUDITOR') return true;
  return (a === 'PMO_ADMINISTRATOR' && deciding.has(b)) || (b === 'PMO_ADMINISTRATOR' && deciding.has(a));
}

/** Roles that never get a delegated limit. */
export const decidesNothing: ReadonlySet<Role> = new Set<Role>(['AUDITOR', 'PMO_ADMINISTRATOR']);
