import { Board } from '../test/board';

/** The policy keeps who controls the finances from boards, and who manages the PMO from the chair. */
async function board(): Promise<Board> {
  const found = await Board.of(2);
  const rules = ['ROLES.FINANCE_CONTROLLER.BOARD_MEMBER', 'ROLES.BOARD_CHAIR.PMO_MANAGER'];
  const stream = 'governancePolicy-SEGREGATION_OF_DUTIES';
  const drafted = rules.map((ruleId) => ({ ruleId, text: 'x' }));
  found.happened(stream, 'PolicyDrafted', { version: 1, kind: 'SEGREGATION_OF_DUTIES', title: 'x', rules: drafted });
  found.happened(stream, 'PolicyActivated', { version: 1, from: '2026-03-02' });
  return found;
}
const holds = (on: Board, person: string, role: string, until?: string) =>
  on.happened(`person-${person}`, 'RoleGranted', { grantId: `${person}.1`, role, from: '2026-01-05', until });
const appoint = (on: Board, personId: string, seatId = 's5') =>
  on.send('governanceBody', 'IB', 'AppointMember', { seatId, personId });

it('a seat with a vote is not for who holds a role that the policy keeps apart from members', async () => {
  const on = await board();
  holds(on, 'p5', 'FINANCE_CONTROLLER');
  holds(on, 'p6', 'FINANCE_CONTROLLER', '2026-03-01');
  holds(on, 'p7', 'PMO_MANAGER');
  expect(await appoint(on, 'p5')).toMatchObject({
    refused: 'SOD_POLICY',
    detail: { ruleId: 'ROLES.FINANCE_CONTROLLER.BOARD_MEMBER', version: 1, personId: 'p5', role: 'FINANCE_CONTROLLER' },
  });
  expect(await appoint(on, 'p6')).toEqual({ types: ['MemberAppointed'] });
  expect(await appoint(on, 'p7', 's6')).toEqual({ types: ['MemberAppointed'] });
  expect(on.log.at(-1)?.pins).toMatchObject({ 'governancePolicy-SEGREGATION_OF_DUTIES': 1 });
});

it('the chair is not for who holds a role that the policy keeps apart from it, nor their alternate', async () => {
  const on = await board();
  holds(on, 'p7', 'PMO_MANAGER');
  const alternate = { seatId: 's1', personId: 'p7' };
  expect(await on.send('governanceBody', 'IB', 'AppointAlternate', alternate)).toMatchObject({ refused: 'SOD_POLICY' });
  await on.done('governanceBody', 'IB', 'RelieveMember', { seatId: 's1', reason: 'x' });
  on.later(1);
  expect(await appoint(on, 'p7', 's1')).toMatchObject({ refused: 'SOD_POLICY' });
});
