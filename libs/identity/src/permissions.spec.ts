import { PROJECT_ROLES, ROLES } from '@tabularium/contracts';
import { callerOf, SYSTEM } from './caller';
import { mayReadLog, mayReadMetadata, roleFor, sightOf } from './permissions';

const today = '2026-03-02';
const holding = (
  ...grants: readonly { role: (typeof ROLES)[number]; project?: string; from?: string; until?: string }[]
) =>
  callerOf(
    'ana',
    {
      registered: true,
      grants: grants.map((grant, n) => ({ id: `ana.${n}`, from: '2026-01-01', ...grant })),
      delegations: [],
    },
    today,
  );

describe('who may give a command', () => {
  it.each(ROLES)('%s may what lists the role, and nothing else', (role) => {
    const caller = holding({ role, ...(PROJECT_ROLES.has(role) ? { project: 'PRJ-1' } : {}) });
    expect(roleFor(caller, { allow: [role] }, 'PRJ-1.CR-7')).toBe(role);
    const others = ROLES.filter((other) => other !== role);
    expect(roleFor(caller, { allow: [...others, 'SYSTEM'] }, 'PRJ-1.CR-7')).toBeUndefined();
  });
  it.each([...PROJECT_ROLES])('%s may nothing on another project, however alike its name', (role) => {
    const caller = holding({ role, project: 'PRJ-1' });
    for (const target of ['PRJ-2', 'PRJ-10', 'PRJ-1x', 'PRJ', 'PRJ-2.PRJ-1'])
      expect(roleFor(caller, { allow: [role] }, target)).toBeUndefined();
  });
  it.each([...PROJECT_ROLES])('%s counts for what concerns persons, whichever project it is held for', (role) => {
    const caller = holding({ role, project: 'PRJ-1' });
    expect(roleFor(caller, { allow: [role], anyProject: true }, 'ben')).toBe(role);
    expect(roleFor(holding(), { allow: [role], anyProject: true }, 'ben')).toBeUndefined();
  });
  it('a role counts from its first to its last day', () => {
    const from = (first: string, until?: string) =>
      holding({ role: 'AUDITOR', from: first, ...(until ? { until } : {}) });
    expect(roleFor(from(today, today), { allow: ['AUDITOR'] }, 'x')).toBe('AUDITOR');
    expect(roleFor(from('2026-03-03'), { allow: ['AUDITOR'] }, 'x')).toBeUndefined();
    expect(roleFor(from('2026-01-01', '2026-03-01'), { allow: ['AUDITOR'] }, 'x')).toBeUndefined();
  });
  it('nothing counts while access is suspended', () => {
    const grants = [{ id: 'ana.1', role: 'PMO_DIRECTOR' as const, from: today }];
    const caller = callerOf('ana', { registered: true, suspended: {}, grants, delegations: [] }, today);
    expect(caller).toMatchObject({ roles: [], limits: [] });
    expect(sightOf(caller)).toBe('nothing');
  });
  it('the engine may what lists SYSTEM only', () => {
    expect(roleFor(SYSTEM, { allow: ['PMO_DIRECTOR', 'SYSTEM'] }, 'x')).toBe('SYSTEM');
    expect(roleFor(SYSTEM, { allow: [...ROLES] }, 'x')).toBeUndefined();
  });
});

describe('who sees what', () => {
  it('roles of the organisation see everything, project roles their projects, administrators and strangers nothing', () => {
    expect(sightOf(holding({ role: 'AUDITOR' }))).toBe('everything');
    expect(sightOf(holding({ role: 'SPONSOR', project: 'A' }, { role: 'PROJECT_MANAGER', project: 'B' }))).toEqual({
      projects: ['A', 'B'],
    });
    expect(sightOf(holding({ role: 'PMO_ADMINISTRATOR' }))).toBe('nothing');
    expect(sightOf(holding())).toBe('nothing');
  });
  it('the log is for auditor, director and manager', () => {
    const readers = ROLES.filter((role) => mayReadLog(holding({ role, project: 'A' })));
    expect(readers).toEqual(['PMO_DIRECTOR', 'PMO_MANAGER', 'AUDITOR']);
  });
  it('what the engine is, is for everyone with a role', () => {
    expect(mayReadMetadata(holding({ role: 'PMO_ADMINISTRATOR' }))).toBe(true);
    expect(mayReadMetadata(holding())).toBe(false);
  });
});
