/** The roles of domain vocabulary. A grant has a scope (organisation or one project) and dates. */
export const ROLES = [
  'PMO_DIRECTOR',
  'PMO_MANAGER',
  'PMO_ANALYST',
  'PMO_ADMINISTRATOR',
  'SPONSOR',
  'PROJECT_MANAGER',
  'BOARD_CHAIR',
  'BOARD_MEMBER',
  'FINANCE_CONTROLLER',
  'DEPARTMENT_LEAD',
  'ASSURANCE_REVIEWER',
  'AUDITOR',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles that are held for one project at a time and see only what belongs to it. */
export const PROJECT_ROLES: ReadonlySet<Role> = new Set<Role>([
  'SPONSOR',
  'PROJECT_MANAGER',
  'DEPARTMENT_LEAD',
  'ASSURANCE_REVIEWER',
]);

/** What a delegated limit is for. */
export const MATTERS = [
  'PROJECT_APPROVAL',
  'GATE_DECISION',
  'BUDGET_REVISION',
  'CHANGE_APPROVAL',
  'PROJECT_CLOSURE',
] as const;

export type Matter = (typeof MATTERS)[number];
