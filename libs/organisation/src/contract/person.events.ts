import {
  DateField,
  Event,
  Id,
  Int,
  MATTERS,
  MoneyField,
  OneOf,
  PersonRef,
  ROLES,
  Text,
  type Matter,
  type Role,
} from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';

@Event({ summary: 'A person was entered in the register' })
export class PersonRegistered {
  @Text() readonly name!: string;
  @Text({ max: 100 }) readonly unit!: string;
  @Text({ max: 100, optional: true }) readonly title?: string;
}

@Event({ summary: 'A person got a role' })
export class RoleGranted {
  @Id({ about: 'Person id, a dot, and a number' }) readonly grantId!: string;
  @OneOf(ROLES) readonly role!: Role;
  @Id({ to: 'project', optional: true }) readonly project?: string;
  @DateField({ about: 'First day' }) readonly from!: string;
  @DateField({ optional: true, about: 'Last day' }) readonly until?: string;
  @Int({
    min: 1,
    optional: true,
    about:
      'Version of the policy on segregation of duties that it was held to; without one, none said anything of the role',
  })
  readonly policyVersion?: number;
}

@Event({ summary: 'A role was taken back' })
export class RoleRevoked {
  @Id() readonly grantId!: string;
  @OneOf(ROLES) readonly role!: Role;
  @Id({ to: 'project', optional: true }) readonly project?: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** Decided with the grant and effective on the day after its last, so that views need no clock. */
@Event({ summary: 'A role ran out' })
export class RoleExpired {
  @Id() readonly grantId!: string;
  @OneOf(ROLES) readonly role!: Role;
  @Id({ to: 'project', optional: true }) readonly project?: string;
}

@Event({ summary: 'A person may decide in a matter up to a limit' })
export class DelegationGranted {
  @Id({ about: 'Person id, a dot, and a number' }) readonly delegationId!: string;
  @OneOf(MATTERS) readonly matter!: Matter;
  @MoneyField({ sign: 'positive' }) readonly limit!: Money;
  @MoneyField({ sign: 'positive', optional: true, about: 'For all approvals on one project within the window' })
  readonly cumulativeLimit?: Money;
  @Int({ min: 1, max: 366, optional: true }) readonly windowDays?: number;
  @DateField({ about: 'First day' }) readonly from!: string;
  @DateField({ optional: true, about: 'Last day' }) readonly until?: string;
}

@Event({ summary: 'A delegated limit was taken back' })
export class DelegationRevoked {
  @Id() readonly delegationId!: string;
  @OneOf(MATTERS) readonly matter!: Matter;
  @Text({ max: 2000 }) readonly reason!: string;
}

/** Decided with the delegation and effective on the day after its last. */
@Event({ summary: 'A delegated limit ran out' })
export class DelegationExpired {
  @Id() readonly delegationId!: string;
  @OneOf(MATTERS) readonly matter!: Matter;
}

/** Roles and limits stay what they are and give nothing until access is restored. */
@Event({ summary: 'All access was taken from a person' })
export class AccessSuspended {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'It was proposed to restore the access of a person' })
export class AccessRestorationProposed {
  @PersonRef() readonly proposedBy!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The access of a person was restored by two' })
export class AccessRestored {
  @PersonRef() readonly proposedBy!: string;
  @PersonRef() readonly restoredBy!: string;
}

@Event({ summary: 'A person will be away' })
export class LeaveRecorded {
  @Id({ about: 'Person id, a dot, L and a number' }) readonly leaveId!: string;
  @DateField() readonly from!: string;
  @DateField() readonly until!: string;
}

@Event({ summary: 'A person is back before the last day of a leave, or does not go' })
export class LeaveEnded {
  @Id() readonly leaveId!: string;
}
