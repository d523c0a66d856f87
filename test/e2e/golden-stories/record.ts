import { gbp } from '@tabularium/testing';
import { type Room } from './room';

/** Stories 12 and 13: nothing is ever gone, and every day has its own rules. `room` is there once tests run. */
export function recordStories(room: () => Room): void {
  it('13: on any later day an auditor sees the roles, limits and quorum rule of 3 March', async () => {
    room().on('2026-03-03');
    await room().board('B13');
    await room().server.person('old', { role: 'PMO_MANAGER' });
    const limit = { matter: 'GATE_DECISION', limit: gbp(70_000) };
    await room().give('person/old', 'delegate-limit', limit, 'director');
    const seen = async () => {
      const [body] = await room().rows('governance-bodies', 'name=B13&asOf=2026-03-03', 'aud');
      const roles = await room().rows('grants', 'personId=old&asOf=2026-03-03', 'aud');
      const register = await room().report('delegation-register', 'asOf=2026-03-03', 'aud');
      const limits = register.body['limits'] as readonly Readonly<Record<string, unknown>>[];
      const ofOld = limits.filter(({ personId }) => personId === 'old').map(({ upTo }) => upTo);
      return { quorum: body?.['quorum'], roles: roles.map(({ role, state }) => [role, state]), limits: ofOld };
    };
    const ofThatDay = {
      quorum: 'MORE_THAN_HALF of SEATS',
      roles: [['PMO_MANAGER', 'HELD']],
      limits: [gbp(70_000)],
    };
    expect(await seen()).toEqual(ofThatDay);
    room().on('2026-03-04');
    await room().give('person/old', 'revoke-delegation', { matter: 'GATE_DECISION', reason: 'Left' }, 'director');
    await room().give('person/old', 'revoke-role', { role: 'PMO_MANAGER', reason: 'Left' }, 'director');
    await room().amendQuorum('B13', { method: 'AT_LEAST', base: 'SEATS', numerator: 2, denominator: 3 });
    expect(await seen()).toEqual(ofThatDay);
    const [now] = await room().rows('governance-bodies', 'name=B13', 'aud');
    expect(now?.['quorum']).toBe('AT_LEAST 2/3 of SEATS');
  });

  it('12: nothing can be deleted; a project that was terminated is among those that departed', async () => {
    await room().board('B12');
    await room().project('P-B12');
    const target = { category: 'project', id: 'P-B12' };
    const terminating = { ...target, command: 'TerminateProject', data: { reason: 'No need', sunkCost: gbp(5) } };
    const asked = { matterType: 'PROJECT_CLOSURE', amount: gbp(5), target, effects: [terminating] };
    await room().matter('B12-A', 'B12', asked);
    await room().convene('B12.M', ['B12-A']);
    await room().ballot('B12-A', 'B12.M', { p1: 'FOR', p2: 'FOR' });
    expect(await room().rows('departed-components', 'component=P-B12')).toMatchObject([
      { departed: true, reason: 'No need', decisionNo: 'B12-2026-0001', name: 'P-B12' },
    ]);
    expect(await room().rows('project-register', 'asOf=2026-03-01')).toEqual([]);
    const { body } = await room().server.get('/api/openapi.json');
    const paths = body['paths'] as Readonly<Record<string, object>>;
    const methods = new Set(Object.values(paths).flatMap((path) => Object.keys(path)));
    expect([...methods].sort()).toEqual(['get', 'post']);
    expect(Object.keys(paths).filter((path) => /delete|erase|purge/.test(path))).toEqual([]);
    const before = (await room().server.log()).length;
    for (const method of ['DELETE', 'PUT', 'PATCH'])
      expect(await room().unserved(method, '/api/project/P-B12')).toBe(404);
    expect((await room().server.log()).length).toBe(before);
  });
}
