import {
  Command,
  DateField,
  Flag,
  Id,
  Int,
  MATTERS,
  MoneyField,
  OneOf,
  ROLES,
  Text,
  type Matter,
  type Role,
} from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';

@Command({
  summary: 'Enter a person in the register',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ADMINISTRATOR', 'SYSTEM'],
})
export class RegisterPerson {
  @Text() readonly name!: string;
  @Text({ max: 100, about: 'Department or unit' }) readonly unit!: string;
  @Text({ max: 100, optional: true, about: 'Job title' }) readonly title?: string;
}

@Command({
  summary: 'Give the person a role, for the organisation or for one project',
  allow: ['PMO_DIRECTOR', 'SYSTEM'],
})
export class GrantRole {
  @OneOf(ROLES) readonly role!: Role;
  @Id({ to: 'project', optional: true, about: 'Required for project roles, refused for others' })
  readonly project?: string;
  @DateField({ optional: true, about: 'First day; default today' }) readonly from?: string;
  @DateField({ optional: true, about: 'Last day; default without end' }) readonly until?: string;
}

@Command({ summary: 'Take a role back', allow: ['PMO_DIRECTOR'] })
export class RevokeRole {
  @OneOf(ROLES) readonly role!: Role;
  @Id({ to: 'project', optional: true }) readonly project?: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

class OfGrant {
  @Id({ about: 'Person id, a dot, and a number; the key in view `grants`' }) readonly grantId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** What was done meanwhile stands; decisions and approvals that leant on it are listed in `corrected-bases`. */
@Command({
  summary: 'Correct from when to when a role was held, or for which project, when it was recorded wrongly',
  allow: ['PMO_DIRECTOR'],
})
export class CorrectRoleGrant extends OfGrant {
  @Id({ to: 'project', optional: true, about: 'Of project roles; default unchanged' }) readonly project?: string;
  @DateField({ optional: true, about: 'First day; default unchanged' }) readonly from?: string;
  @DateField({ optional: true, about: 'Last day; default unchanged' }) readonly until?: string;
  @Flag({ optional: true, about: 'True: it had no last day' }) readonly withoutEnd?: boolean;
}

@Command({ summary: 'Void a role that was never given', allow: ['PMO_DIRECTOR'] })
export class VoidRoleGrant extends OfGrant {}

@Command({ summary: 'Let the person decide in a matter up to a limit', allow: ['PMO_DIRECTOR'] })
export class DelegateLimit {
  @OneOf(MATTERS) readonly matter!: Matter;
  @MoneyField({ sign: 'positive', about: 'The largest single amount covered' }) readonly limit!: Money;
  @MoneyField({
    sign: 'positive',
    optional: true,
    about: 'What approvals on one project may come to within the window',
  })
  readonly cumulativeLimit?: Money;
  @Int({ min: 1, max: 366, optional: true, about: 'Rolling window of the cumulative limit, in days' })
  readonly windowDays?: number;
  @DateField({ optional: true, about: 'First day; default today' }) readonly from?: string;
  @DateField({ optional: true, about: 'Last day; default without end' }) readonly until?: string;
}

@Command({ summary: 'Take a delegated limit back', allow: ['PMO_DIRECTOR'] })
export class RevokeDelegation {
  @OneOf(MATTERS) readonly matter!: Matter;
  @Text({ max: 2000 }) readonly reason!: string;
}

const KEEPERS: readonly Role[] = ['PMO_DIRECTOR', 'PMO_MANAGER'];

@Command({ summary: 'Take all access from a person at once, until two others restore it', allow: KEEPERS })
export class SuspendAccess {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Propose to restore the access of a person', allow: KEEPERS })
export class ProposeRestoration {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Restore the access that somebody else proposed to restore', allow: KEEPERS })
export class RestoreAccess {}

@Command({
  summary: 'Record when the person is away: by themselves, or by the PMO',
  allow: ROLES,
  anyProject: true,
})
export class RecordLeave {
  @DateField({ about: 'First day away; today or later' }) readonly from!: string;
  @DateField({ about: 'Last day away' }) readonly until!: string;
}

@Command({ summary: 'Say that the person is back before the last day, or does not go', allow: ROLES, anyProject: true })
export class EndLeave {
  @Id() readonly leaveId!: string;
}
