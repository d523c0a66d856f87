import type { Money } from '@tabularium/kernel';
import { view, type RowOf } from '@tabularium/read-store';
import type { PersonEvents } from '../contract/person.contract';

const columns = {
  name: { type: 'text', title: 'Name', indexed: true },
  unit: { type: 'text', title: 'Department or unit', indexed: true },
  title: { type: 'text', title: 'Job title' },
  roles: { type: 'list', title: 'Roles in force; a project role with its project' },
  limits: { type: 'list', title: 'Delegated limits in force, minor units' },
  access: { type: 'text', title: 'OPEN, or SUSPENDED: roles and limits give nothing', indexed: true },
} as const;

type PersonRow = RowOf<typeof columns>;

const roleText = ({ role, project }: { readonly role: string; readonly project?: string }): string =>
  project ? `${role} ${project}` : role;

const limitText = (matter: string, { minor, ccy }: Money): string => `${matter} ${minor} ${ccy}`;

const added = (list: readonly string[] | null, entry: string): readonly string[] => [...(list ?? []), entry];

const withoutRole = (row: PersonRow | null, data: { readonly role: string; readonly project?: string }) =>
  row && { ...row, roles: (row.roles ?? []).filter((role) => role !== roleText(data)) };

/** A matter has one limit at a time. */
const withoutLimit = (row: PersonRow | null, { matter }: { readonly matter: string }) =>
  row && { ...row, limits: (row.limits ?? []).filter((limit) => !limit.startsWith(`${matter} `)) };

export const people = view<PersonEvents>()({
  name: 'people',
  version: 2,
  title: 'Persons with the roles and limits they hold',
  columns,
  steps: {
    PersonRegistered: (_, { data: { name, unit, title } }) => ({
      name,
      unit,
      title: title ?? null,
      roles: [],
      limits: [],
      access: 'OPEN',
    }),
    RoleGranted: (row, { data }) => row && { ...row, roles: added(row.roles, roleText(data)) },
    RoleRevoked: (row, { data }) => withoutRole(row, data),
    RoleExpired: (row, { data }) => withoutRole(row, data),
    DelegationGranted: (row, { data }) =>
      row && { ...row, limits: added(row.limits, limitText(data.matter, data.limit)) },
    DelegationRevoked: (row, { data }) => withoutLimit(row, data),
    DelegationExpired: (row, { data }) => withoutLimit(row, data),
    AccessSuspended: (row) => row && { ...row, access: 'SUSPENDED' },
    AccessRestored: (row) => row && { ...row, access: 'OPEN' },
  },
});
