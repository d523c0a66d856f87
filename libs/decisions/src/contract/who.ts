import type { Role } from '@tabularium/contracts';

/** Who may sit on a board. Whether somebody votes is decided by the seat, not by the role. */
export const MEMBERS: readonly Role[] = [
  'BOARD_CHAIR',
  'BOARD_MEMBER',
  'PMO_DIRECTOR',
  'PMO_MANAGER',
  'FINANCE_CONTROLLER',
];

/** Who prepares the business of boards and keeps their records. */
const SECRETARIES: readonly Role[] = ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'];

/** Who may bring a matter before a board; sponsors and managers for their own project, whose id the item's id begins with. */
export const PROPOSERS: readonly Role[] = [
  ...SECRETARIES,
  'FINANCE_CONTROLLER',
  'DEPARTMENT_LEAD',
  'BOARD_CHAIR',
  'SPONSOR',
  'PROJECT_MANAGER',
];

/** Who advises a body. */
export const ADVISING: readonly Role[] = [...SECRETARIES, 'FINANCE_CONTROLLER', 'ASSURANCE_REVIEWER'];

export const MEMBERS_AND_SECRETARIES: readonly Role[] = [...new Set([...MEMBERS, ...SECRETARIES])];
