import { dutyNames } from './duty-names';

const named = (...ruleIds: readonly string[]) => dutyNames(ruleIds.map((ruleId) => ({ ruleId, text: 'x' })));

it('knows the events and commands of every record', () => {
  const known = [
    'DUTIES.ChangeImpactAssessed.ApproveChange',
    'DUTIES.RoleGranted.RevokeRole',
    'DUTIES.PolicyDrafted.AdoptPolicy',
    'DUTIES.GateOpened.RecordGateDecision',
    'DUTIES.MatterProposed.OpenBallot',
    'DUTIES.BudgetSubmitted.ApproveBudget',
  ];
  expect(named(...known)).toEqual({});
});

it('tells the first name that nothing has', () => {
  const ruleId = 'DUTIES.ChangeImpactAssesed.ApproveChange';
  expect(named('DUTIES.RoleGranted.RevokeRole', ruleId)).toMatchObject({
    unknownName: { ruleId, name: 'ChangeImpactAssesed' },
  });
  expect(named('DUTIES.ChangeImpactAssessed.Approve')).toMatchObject({ unknownName: { name: 'Approve' } });
  expect(named('DUTIES.ApproveChange.ChangeImpactAssessed')).toMatchObject({ unknownName: { name: 'ApproveChange' } });
});

it('tells a rule whose event and command are of different records', () => {
  expect(named('DUTIES.RoleGranted.ApproveChange')).toEqual({
    neverMet: { ruleId: 'DUTIES.RoleGranted.ApproveChange', eventType: 'RoleGranted', command: 'ApproveChange' },
  });
});

it('has nothing to say of rules that name no events', () => {
  expect(named('ROLES.SPONSOR.FINANCE_CONTROLLER', 'COOLING_OFF.ASSURANCE_REVIEWER')).toEqual({});
});
