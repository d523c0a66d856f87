import { DateField, Event, Id, PersonRef, Text } from '@tabularium/contracts';

/** What every event of a unit says. */
class OfUnit {
  @Id() readonly unitId!: string;
}

@Event({ summary: 'A unit was added to the organisation' })
export class OrgUnitCreated extends OfUnit {
  @Text({ max: 100 }) readonly name!: string;
  @Id({ optional: true }) readonly parentId?: string;
  @Text({ max: 40, optional: true }) readonly costCentre?: string;
}

@Event({ summary: 'A unit was renamed' })
export class OrgUnitRenamed extends OfUnit {
  @Text({ max: 100 }) readonly name!: string;
}

@Event({ summary: 'A unit was moved with everything below it' })
export class OrgUnitMoved extends OfUnit {
  @Id({ optional: true }) readonly fromParent?: string;
  @Id({ optional: true }) readonly toParent?: string;
  @Text({ max: 2000 }) readonly reason!: string;
}

@Event({ summary: 'The lead of a unit was appointed' })
export class UnitLeadAppointed extends OfUnit {
  @PersonRef() readonly personId!: string;
  @DateField({ about: 'First day' }) readonly from!: string;
}

/** Decided with the appointment of the next lead, and effective on their first day. */
@Event({ summary: 'The lead of a unit was relieved' })
export class UnitLeadRelieved extends OfUnit {
  @PersonRef() readonly personId!: string;
}

@Event({ summary: 'A unit was closed' })
export class OrgUnitClosed extends OfUnit {
  @Text({ max: 2000 }) readonly reason!: string;
}
