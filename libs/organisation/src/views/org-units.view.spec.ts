import { viewRows, type Seen } from '@tabularium/testing';
import type { OrganisationEvents } from '../contract/organisation.contract';
import { orgUnits } from './org-units.view';

type Event = Seen<OrganisationEvents>;
const id = 'ORG';
const unitId = 'FIN';
const after = (...events: readonly Event[]) => viewRows<OrganisationEvents>(orgUnits, ...events)['ORG.FIN'];
const created: Event = { id, type: 'OrgUnitCreated', data: { unitId, name: 'Finance', parentId: 'CITY' } };
const led: Event = { id, type: 'UnitLeadAppointed', data: { unitId, personId: 'ana', from: '2026-01-05' } };

it('shows a unit with its place', () => {
  expect(after(created)).toEqual({
    unitId,
    name: 'Finance',
    parentId: 'CITY',
    costCentre: null,
    lead: null,
    state: 'OPEN',
  });
});

const steps: readonly (readonly [Event, object])[] = [
  [{ id, type: 'OrgUnitRenamed', data: { unitId, name: 'Money' } }, { name: 'Money' }],
  [{ id, type: 'OrgUnitMoved', data: { unitId, fromParent: 'CITY', reason: 'x' } }, { parentId: null }],
  [led, { lead: 'ana' }],
  [{ id, type: 'UnitLeadRelieved', data: { unitId, personId: 'ben' } }, {}],
  [{ id, type: 'OrgUnitClosed', data: { unitId, reason: 'x' } }, { state: 'CLOSED' }],
];
it.each(steps)('step %#', (event, changed) => {
  expect(after(created, event)).toEqual({ ...after(created), ...changed });
});

it('has no lead once the lead is relieved', () => {
  const relieved: Event = { id, type: 'UnitLeadRelieved', data: { unitId, personId: 'ana' } };
  expect(after(created, led, relieved)).toMatchObject({ lead: null });
});
