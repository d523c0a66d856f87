import { view } from '@tabularium/read-store';
import type { OrganisationEvents } from '../contract/organisation.contract';

const byUnit = {
  keys: ({ entityId, data }: { readonly entityId: string; readonly data: { readonly unitId: string } }) => [
    `${entityId}.${data.unitId}`,
  ],
};

export const orgUnits = view<OrganisationEvents>()({
  name: 'org-units',
  version: 1,
  title: 'Units of the organisation with their leads',
  columns: {
    unitId: { type: 'text', title: 'Unit', indexed: true },
    name: { type: 'text', title: 'Name', indexed: true },
    parentId: { type: 'text', title: 'Belongs to', indexed: true },
    costCentre: { type: 'text', title: 'Cost centre' },
    lead: { type: 'text', title: 'Lead', indexed: true },
    state: { type: 'text', title: 'OPEN or CLOSED', indexed: true },
  },
  steps: {
    OrgUnitCreated: {
      ...byUnit,
      step: (_, { data: { unitId, name, parentId, costCentre } }) => ({
        unitId,
        name,
        parentId: parentId ?? null,
        costCentre: costCentre ?? null,
        lead: null,
        state: 'OPEN',
      }),
    },
    OrgUnitRenamed: { ...byUnit, step: (row, { data }) => row && { ...row, name: data.name } },
    OrgUnitMoved: { ...byUnit, step: (row, { data }) => row && { ...row, parentId: data.toParent ?? null } },
    UnitLeadAppointed: { ...byUnit, step: (row, { data }) => row && { ...row, lead: data.personId } },
    UnitLeadRelieved: {
      ...byUnit,
      step: (row, { data }) => (row?.lead === data.personId ? { ...row, lead: null } : row),
    },
    OrgUnitClosed: { ...byUnit, step: (row) => row && { ...row, state: 'CLOSED' } },
  },
});
