import { Command, DateField, Id, PersonRef, Text, type Role } from '@tabularium/contracts';

const DRAWING: readonly Role[] = ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ADMINISTRATOR'];

@Command({ summary: 'Add a unit to the organisation', allow: DRAWING })
export class CreateOrgUnit {
  @Id() readonly unitId!: string;
  @Text({ max: 100 }) readonly name!: string;
  @Id({ optional: true, about: 'Unit it belongs to; none at the top' }) readonly parentId?: string;
  @Text({ max: 40, optional: true }) readonly costCentre?: string;
}

@Command({ summary: 'Rename a unit', allow: DRAWING })
export class RenameOrgUnit {
  @Id() readonly unitId!: string;
  @Text({ max: 100 }) readonly name!: string;
}

@Command({ summary: 'Move a unit with everything below it', allow: DRAWING })
export class MoveOrgUnit {
  @Id() readonly unitId!: string;
  @Id({ optional: true, about: 'Unit it then belongs to; none = to the top' }) readonly parentId?: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Appoint the lead of a unit; whoever was is relieved', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class AppointUnitLead {
  @Id() readonly unitId!: string;
  @PersonRef() readonly personId!: string;
  @DateField({ optional: true, about: 'First day; default today' }) readonly from?: string;
}

@Command({ summary: 'Close a unit that has none below it', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class CloseOrgUnit {
  @Id() readonly unitId!: string;
  @Text({ max: 2000 }) readonly reason!: string;
}
