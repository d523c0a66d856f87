import {
  Command,
  DateField,
  Id,
  MATTERS,
  MoneyField,
  OneOf,
  PersonRef,
  Text,
  type Matter,
  type Role,
} from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';

/** Roles that may hold authority. */
const HOLDERS: readonly Role[] = [
  'PMO_DIRECTOR',
  'PMO_MANAGER',
  'BOARD_CHAIR',
  'FINANCE_CONTROLLER',
  'SPONSOR',
  'PROJECT_MANAGER',
  'DEPARTMENT_LEAD',
];

@Command({ summary: 'Let another person use part of your own authority for a time', allow: HOLDERS, anyProject: true })
export class GrantDelegation {
  @PersonRef({ about: 'Whose authority it is: you' }) readonly from!: string;
  @PersonRef({ about: 'The id of the stream ends with it: `ben`, or `PRJ-1.ben` for one project' })
  readonly to!: string;
  @OneOf(MATTERS) readonly matter!: Matter;
  @MoneyField({ sign: 'positive', about: 'Largest single amount; at most your own' }) readonly limit!: Money;
  @DateField({ optional: true, about: 'First day; default today' }) readonly validFrom?: string;
  @DateField({ about: 'Last day; at most 180 days' }) readonly validUntil!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({
  summary: 'Accept a delegation; until then it gives nothing',
  allow: [...HOLDERS, 'PMO_ANALYST', 'BOARD_MEMBER'],
  anyProject: true,
})
export class AcceptDelegation {
  @Id() readonly delegationId!: string;
}

@Command({
  summary: 'Take a delegation back, or give it up',
  allow: [...HOLDERS, 'PMO_ANALYST', 'BOARD_MEMBER'],
  anyProject: true,
})
export class EndDelegation {
  @Id() readonly delegationId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}
