import fc from 'fast-check';
import { scenario, stateOf, type Past } from '@tabularium/testing';
import type { OrganisationEvents } from '../contract/organisation.contract';
import { organisation } from './organisation.decider';

type Happened = Past<OrganisationEvents>;
const { given } = scenario(organisation);
const today = '2026-03-02';
const how = { id: 'ORG', facts: { registered: true } };

const unit = (unitId: string, parentId?: string): Happened => ({
  type: 'OrgUnitCreated',
  data: { unitId, name: unitId, ...(parentId ? { parentId } : {}) },
});
const closed = (unitId: string): Happened => ({ type: 'OrgUnitClosed', data: { unitId, reason: 'Merged' } });
const tree = [unit('CITY'), unit('FIN', 'CITY'), unit('PAY', 'FIN')];
const reason = 'Reorganised';

it('adds a unit below another that is open, once', () => {
  given(...tree)
    .when('CreateOrgUnit', { unitId: 'TAX', name: 'Tax', parentId: 'FIN' })
    .thenFacts('OrgUnitCreated');
  given(...tree)
    .when('CreateOrgUnit', { unitId: 'PAY', name: 'Pay' })
    .thenRefused('UNIT_EXISTS');
  given().when('CreateOrgUnit', { unitId: 'TAX', name: 'Tax', parentId: 'FIN' }).thenRefused('UNIT_NOT_FOUND');
  given(unit('FIN'), closed('FIN'))
    .when('CreateOrgUnit', { unitId: 'TAX', name: 'Tax', parentId: 'FIN' })
    .thenRefused('UNIT_CLOSED');
});

it('takes names of things every object has for names of units', () => {
  given().when('RenameOrgUnit', { unitId: 'constructor', name: 'C' }).thenRefused('UNIT_NOT_FOUND');
  given(unit('constructor')).when('RenameOrgUnit', { unitId: 'constructor', name: 'C' }).thenFacts('OrgUnitRenamed');
});

it('moves a unit, and never into itself or what lies below it', () => {
  given(...tree)
    .when('MoveOrgUnit', { unitId: 'PAY', parentId: 'CITY', reason })
    .thenData({ unitId: 'PAY', fromParent: 'FIN', toParent: 'CITY', reason });
  given(...tree)
    .when('MoveOrgUnit', { unitId: 'PAY', reason })
    .thenData({ unitId: 'PAY', fromParent: 'FIN', reason });
  for (const parentId of ['FIN', 'PAY'])
    given(...tree)
      .when('MoveOrgUnit', { unitId: 'FIN', parentId, reason })
      .thenRefused('ORG_CYCLE', { unitId: 'FIN', parentId });
  given(...tree)
    .when('MoveOrgUnit', { unitId: 'FIN', parentId: 'CITY', reason })
    .thenNothing();
});

it('stays a tree under any moves', () => {
  const ids = ['A', 'B', 'C', 'D', 'E'];
  const move = fc.record({
    unitId: fc.constantFrom(...ids),
    parentId: fc.constantFrom(...ids),
    reason: fc.constant(reason),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const past = moves.reduce<readonly Happened[]>(
        (before, asked) => [...before, ...(given(...before).when('MoveOrgUnit', asked).facts as readonly Happened[])],
        ids.map((id) => unit(id)),
      );
      const units = stateOf(organisation, past);
      for (const id of ids) {
        let steps = 0;
        for (let at: string | undefined = id; at !== undefined; at = units[at]?.parentId)
          expect(++steps).toBeLessThan(6);
      }
    }),
  );
});

describe('leading', () => {
  const led: Happened = { type: 'UnitLeadAppointed', data: { unitId: 'FIN', personId: 'ana', from: '2026-01-05' } };
  it('is for one person at a time: the next one relieves the one before', () => {
    const { facts } = given(...tree, led).when(
      'AppointUnitLead',
      { unitId: 'FIN', personId: 'ben', from: '2026-04-01' },
      how,
    );
    expect(facts).toMatchObject([
      { type: 'UnitLeadRelieved', data: { personId: 'ana' }, effectiveOn: '2026-04-01' },
      { type: 'UnitLeadAppointed', data: { personId: 'ben' }, effectiveOn: '2026-04-01' },
    ]);
  });
  it('begins today or later, after the one appointed before, by somebody who is there', () => {
    const asked = { unitId: 'FIN', personId: 'ben' };
    given(...tree)
      .when('AppointUnitLead', asked, how)
      .thenData({ ...asked, from: today });
    given(...tree)
      .when('AppointUnitLead', { ...asked, from: '2026-03-01' }, how)
      .thenRefused('FROM_IN_PAST');
    const later: Happened = { ...led, data: { unitId: 'FIN', personId: 'ana', from: '2026-05-01' } };
    given(...tree, later)
      .when('AppointUnitLead', asked, how)
      .thenRefused('LEAD_OVERLAPS');
    given(...tree)
      .when('AppointUnitLead', asked, { ...how, facts: { registered: false } })
      .thenRefused('PERSON_NOT_FOUND');
    given(...tree, led)
      .when('AppointUnitLead', { ...asked, personId: 'ana' }, how)
      .thenNothing();
  });
});

it('closes a unit only when nothing open is left below it', () => {
  given(...tree)
    .when('CloseOrgUnit', { unitId: 'FIN', reason })
    .thenRefused('ORG_NOT_EMPTY', { units: ['PAY'] });
  given(...tree, closed('PAY'))
    .when('CloseOrgUnit', { unitId: 'FIN', reason })
    .thenFacts('OrgUnitClosed');
  given(...tree, closed('PAY'))
    .when('CloseOrgUnit', { unitId: 'PAY', reason })
    .thenNothing();
});
