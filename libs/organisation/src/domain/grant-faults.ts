import { refuse, type Context, type Refusal } from '@tabularium/kernel';
import type { PersonRefusal } from '../contract/person.contract';
import type { Grant, Person, Role } from './person.state';
import { policyFault, type OfSegregation } from './policy-clash';
import { clash, dependence, served, type GrantAsked, type Served } from './role-clash';
import { overlap } from './tenure';

type Fault = Refusal<PersonRefusal> | undefined;

/** `PROJECT_ROLES` of the contracts, as a rule here. */
const projectRoles: ReadonlySet<Role> = new Set<Role>([
  'SPONSOR',
  'PROJECT_MANAGER',
  'DEPARTMENT_LEAD',
  'ASSURANCE_REVIEWER',
]);

export function scopeFault({ role, project }: GrantAsked): Fault {
  if (projectRoles.has(role) && !project) return refuse('PROJECT_REQUIRED', { role });
  return !projectRoles.has(role) && project ? refuse('PROJECT_NOT_EXPECTED', { role }) : undefined;
}

/** What the person holds, `others` among it, that does not go together with the role on one of its days. */
export function clashFault(
  asked: GrantAsked,
  { granted, delegations }: Pick<Person, 'granted' | 'delegations'>,
  others: readonly Grant[],
  context: Pick<Context<OfSegregation>, 'id' | 'facts' | 'dayOf'>,
): Fault {
  const held = granted.map((grant) => served(grant, context));
  const { facts, id } = context;
  return ownFault(asked, { held, delegations }, others) ?? policyFault(asked, held, others, facts, id);
}

/** The engine's own table, which no policy loosens. */
function ownFault(
  asked: GrantAsked,
  { held, delegations }: Pick<Person, 'delegations'> & { readonly held: readonly Served[] },
  others: readonly Grant[],
): Fault {
  const { role, project } = asked;
  const met = others.filter((grant) => overlap(grant, asked));
  const clashing = met.find((grant) => clash(grant.role, role));
  if (clashing) return refuse('SOD_ROLE_CLASH', { role, held: clashing.role });
  const dependent = dependence(held, asked);
  if (dependent) return refuse('SOD_ROLE_CLASH', { role, held: dependent });
  if (role === 'AUDITOR' && delegations.some((delegation) => overlap(delegation, asked)))
    return refuse('SOD_ROLE_CLASH', { role, held: 'a delegated limit' });
  return met.some((grant) => grant.role === role && grant.project === project)
    ? refuse('ROLE_ALREADY_HELD')
    : undefined;
}
