import { PROJECT_ROLES, type CommandSpec, type Role } from '@tabularium/contracts';
import { ownerOf } from '@tabularium/kernel';
import type { Caller } from './caller';

type Allowed = Pick<CommandSpec, 'allow' | 'anyProject'>;

/** The role in which the caller may give a command to a target, if there is one; the engine acts as `SYSTEM`. */
export function roleFor(caller: Caller, { allow, anyProject }: Allowed, targetId: string): Role | 'SYSTEM' | undefined {
  if (caller.system) return allow.includes('SYSTEM') ? 'SYSTEM' : undefined;
  return allow.find((role) => role !== 'SYSTEM' && holds(caller, role, anyProject ? undefined : targetId));
}

function holds(caller: Caller, role: Role, targetId: string | undefined): boolean {
  const held = caller.roles.filter((grant) => grant.role === role);
  if (targetId === undefined || !PROJECT_ROLES.has(role)) return held.length > 0;
  return held.some(({ project }) => project === ownerOf(targetId));
}

/** Whose rows a caller sees in the views: everything, those of some projects, or nothing. */
export type Sight = 'everything' | 'nothing' | { readonly projects: readonly string[] };

/** An administrator keeps the engine running and sees what it is, not what it holds. */
const blind: ReadonlySet<Role> = new Set<Role>(['PMO_ADMINISTRATOR']);

export function sightOf({ system, roles }: Caller): Sight {
  if (system || roles.some(({ role }) => !blind.has(role) && !PROJECT_ROLES.has(role))) return 'everything';
  const projects = roles.flatMap(({ role, project }) => (PROJECT_ROLES.has(role) && project ? [project] : []));
  return projects.length > 0 ? { projects: [...new Set(projects)] } : 'nothing';
}

const readersOfTheLog: ReadonlySet<Role> = new Set<Role>(['AUDITOR', 'PMO_DIRECTOR', 'PMO_MANAGER']);

/** Raw events, streams and audit trails show everything about everything. */
export const mayReadLog = ({ system, roles }: Caller): boolean =>
  system || roles.some(({ role }) => readersOfTheLog.has(role));

/** What the engine is (lists of views, status) is for everyone who holds a role. */
export const mayReadMetadata = ({ system, roles }: Caller): boolean => system || roles.length > 0;
