import { fact, refuse, type Decider, type Decision } from '@tabularium/kernel';
import type { OrganisationCommands, OrganisationEvents, OrganisationRefusal } from '../contract/organisation.contract';

interface Lead {
  readonly personId: string;
  readonly from: string;
}

interface Unit {
  readonly name: string;
  readonly parentId?: string;
  readonly closed: boolean;
  /** Appointed last. */
  readonly lead?: Lead;
}

/** The units by their ids. */
export type Organisation = Readonly<Record<string, Unit>>;

export type OrganisationFacts = { readonly AppointUnitLead: { readonly registered: boolean } };

type Decided = Decision<OrganisationEvents, OrganisationRefusal>;

export const organisation: Decider<
  Organisation,
  OrganisationCommands,
  OrganisationEvents,
  OrganisationRefusal,
  OrganisationFacts
> = {
  category: 'organisation',
  initial: {},
  decide: {
    CreateOrgUnit: (command, units) => {
      if (unitOf(units, command.unitId)) return refuse('UNIT_EXISTS', { unitId: command.unitId });
      return parentRefused(units, command.parentId) ?? [fact('OrgUnitCreated', command)];
    },

    RenameOrgUnit: (command, units) =>
      whenOpen(units, command.unitId, ({ name }) => (name === command.name ? [] : [fact('OrgUnitRenamed', command)])),

    MoveOrgUnit: ({ unitId, parentId, reason }, units) =>
      whenOpen(units, unitId, ({ parentId: fromParent }) => {
        if (parentId === fromParent) return [];
        if (pathOf(units, parentId).includes(unitId)) return refuse('ORG_CYCLE', { unitId, parentId });
        const way = { ...(fromParent ? { fromParent } : {}), ...(parentId ? { toParent: parentId } : {}) };
        return parentRefused(units, parentId) ?? [fact('OrgUnitMoved', { unitId, ...way, reason }, { reason })];
      }),

    AppointUnitLead: ({ unitId, personId, from: asked }, units, { today, facts }) =>
      whenOpen(units, unitId, ({ lead }) => {
        const from = asked ?? today;
        if (!facts.registered) return refuse('PERSON_NOT_FOUND', { personId });
        if (lead?.personId === personId && lead.from <= from) return [];
        if (from < today) return refuse('FROM_IN_PAST');
        if (lead && from < lead.from) return refuse('LEAD_OVERLAPS', { ...lead });
        const relieved = lead
          ? [fact('UnitLeadRelieved', { unitId, personId: lead.personId }, { effectiveOn: from })]
          : [];
        return [...relieved, fact('UnitLeadAppointed', { unitId, personId, from }, { effectiveOn: from })];
      }),

    CloseOrgUnit: ({ unitId, reason }, units) => {
      if (unitOf(units, unitId)?.closed) return [];
      return whenOpen(units, unitId, () => {
        const below = Object.keys(units).filter((id) => units[id]?.parentId === unitId && !units[id].closed);
        return below.length > 0
          ? refuse('ORG_NOT_EMPTY', { units: below })
          : [fact('OrgUnitClosed', { unitId, reason }, { reason })];
      });
    },
  },
  evolve: {
    OrgUnitCreated: (units, { unitId, name, parentId }) => ({
      ...units,
      [unitId]: { name, closed: false, ...(parentId ? { parentId } : {}) },
    }),
    OrgUnitRenamed: (units, { unitId, name }) => changed(units, unitId, (unit) => ({ ...unit, name })),
    OrgUnitMoved: (units, { unitId, toParent }) =>
      changed(units, unitId, ({ parentId: _, ...unit }) => ({ ...unit, ...(toParent ? { parentId: toParent } : {}) })),
    UnitLeadAppointed: (units, { unitId, personId, from }) =>
      changed(units, unitId, (unit) => ({ ...unit, lead: { personId, from } })),
    UnitLeadRelieved: (units) => units,
    OrgUnitClosed: (units, { unitId }) => changed(units, unitId, (unit) => ({ ...unit, closed: true })),
  },
};

const unitOf = (units: Organisation, id: string): Unit | undefined =>
  Object.hasOwn(units, id) ? units[id] : undefined;

/** The unit and everything above it. */
function pathOf(units: Organisation, id: string | undefined): readonly string[] {
  const path: string[] = [];
  for (let at = id; at !== undefined; at = unitOf(units, at)?.parentId) path.push(at);
  return path;
}

function whenOpen(units: Organisation, unitId: string, decide: (unit: Unit) => Decided): Decided {
  const unit = unitOf(units, unitId);
  if (!unit) return refuse('UNIT_NOT_FOUND', { unitId });
  return unit.closed ? refuse('UNIT_CLOSED', { unitId }) : decide(unit);
}

function parentRefused(units: Organisation, unitId: string | undefined): Decided | undefined {
  if (unitId === undefined) return undefined;
  const parent = unitOf(units, unitId);
  if (!parent) return refuse('UNIT_NOT_FOUND', { unitId });
  return parent.closed ? refuse('UNIT_CLOSED', { unitId }) : undefined;
}

function changed(units: Organisation, unitId: string, change: (unit: Unit) => Unit): Organisation {
  const unit = unitOf(units, unitId);
  return unit ? { ...units, [unitId]: change(unit) } : units;
}
