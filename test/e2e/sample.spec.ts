import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts, readSettings, type Engine } from '@tabularium/engine';
import { addDays } from '@tabularium/kernel';
import { startWithSample } from '@tabularium/sample';

const data = mkdtempSync(join(tmpdir(), 'tabularium-sample-'));
const environment = { TABULARIUM_DATA: data, TABULARIUM_LOG_LEVEL: 'silent', TABULARIUM_PORT: '0' };

/** Steps played before the first start is interrupted. */
const INTERRUPTED_AFTER = 700;

beforeAll(async () => {
  const interrupted = startWithSample(readSettings(environment), {
    onProgress: (done) => {
      if (done === INTERRUPTED_AFTER) throw new Error('Interrupted');
    },
  });
  await expect(interrupted).rejects.toThrow('Interrupted');
  const engine = await startWithSample(readSettings(environment));
  await engine.close();
}, 300_000);
afterAll(() => rmSync(data, { recursive: true }));

describe('the sample portfolio', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startWithSample(readSettings(environment));
  }, 60_000);
  afterAll(() => engine.close());

  const rows = async (view: string) => {
    const page = await engine.views.page(view, {}, { limit: 1000 });
    return page.rows.map(({ row }): Readonly<Record<string, unknown>> => row);
  };

  it('shows the projects of three years in every phase', async () => {
    const register = await rows('project-register');
    expect(register.length).toBeGreaterThan(38);
    const phases = new Set(register.map(({ phase }) => phase));
    expect([...phases].sort()).toEqual(
      expect.arrayContaining(['CLOSED', 'IN_STAGE', 'ON_HOLD', 'REGISTERED', 'TERMINATED']),
    );
  });

  it('knows less of the past as it was known then', async () => {
    const then = await engine.views.one('portfolio-dashboard', 'PRJ-2024-0003', {
      asOf: '2025-03-31',
      knownAt: '2025-06-01T00:00:00.000Z',
    });
    const now = await engine.views.one('portfolio-dashboard', 'PRJ-2024-0003', { asOf: '2025-03-31' });
    expect([then.found?.row['confidence'], now.found?.row['confidence']]).toEqual(['AMBER', 'AMBER_RED']);
  });

  it('keeps what the rules turned down', async () => {
    const codes = (await rows('refusals')).map(({ code }) => code);
    expect(codes.sort()).toEqual([
      'AUTHORITY_EXCEEDED',
      'NOT_ALLOWED',
      'NOT_IN_PHASE',
      'NOT_IN_STAGE',
      'PERIOD_CLOSED',
      'RELEASE_EXCEEDED',
      'SOD_SELF_GRANT',
      'STALE_PROPOSAL',
    ]);
  });

  it('runs on boards: whatever is large was decided by one, and carried out by its number', async () => {
    const limit = 2_000_000n * 100n;
    const large = [];
    for await (const { type, data, metadata } of engine.log.readAll()) {
      const amount = amountOf(type, data);
      if (amount !== undefined && amount > limit) large.push([type, metadata.authority.basis, metadata.authority.ref]);
    }
    expect(large.length).toBeGreaterThan(100);
    expect(large.filter(([, basis]) => basis !== 'DECISION')).toEqual([]);
    const numbers = new Set((await rows('decision-register')).map(({ decisionNo }) => decisionNo));
    expect(large.filter(([, , ref]) => !numbers.has(ref))).toEqual([]);
  });

  it('numbers the decisions of each board and year without a gap', async () => {
    const numbers = (await rows('decision-register')).map(({ decisionNo }) => String(decisionNo)).sort();
    const expected = numbers.map((number, at) => {
      const [body, year] = number.split('-');
      const first = numbers.findIndex((other) => other.startsWith(`${body}-${year}-`));
      return `${body}-${year}-${String(at - first + 1).padStart(4, '0')}`;
    });
    expect(numbers).toEqual(expected);
    expect(numbers.length).toBeGreaterThan(100);
  });

  it('leaves out nothing that befalls a decision', async () => {
    const types = new Set<string>();
    for await (const { type } of engine.log.readAll()) types.add(type);
    expect(BEFALLS.filter((type) => !types.has(type))).toEqual([]);
    expect(types).not.toContain('EffectFailed');
  });

  it('shows a project manager the rows of their projects in every view, and nothing that tells of others', async () => {
    const authorization = `Bearer ${await engine.mintToken('t.lindqvist')}`;
    const ask = async (path: string) => {
      const { status, body } = await engine.inject({ method: 'GET', path, headers: { authorization } });
      return { status, body: JSON.parse(body) as Readonly<Record<string, unknown>> };
    };
    const { roles } = (await ask('/api/me')).body as { readonly roles: readonly { readonly project: string }[] };
    const own = new Set<unknown>(roles.map(({ project }) => project));
    const seen: string[] = [];
    for (const { name, scope } of contexts.flatMap(({ views }) => views)) {
      const answer = await ask(`/api/views/${name}?limit=1000`);
      if (!scope) expect([name, answer.status]).toEqual([name, 403]);
      if (!scope) continue;
      const rows = answer.body['rows'] as readonly { readonly row: Readonly<Record<string, unknown>> }[];
      expect([name, rows.filter(({ row }) => !own.has(row[scope]))]).toEqual([name, []]);
      if (rows.length > 0) seen.push(name);
      const everybodys = await engine.views.page(name, {}, { limit: 1000 });
      const other = everybodys.rows.find(({ row }) => !own.has(row[scope]))?.key ?? 'none';
      const [there, nowhere] = [await ask(`/api/views/${name}/${other}`), await ask(`/api/views/${name}/not-there`)];
      const { correlationId: _, ...said } = there.body;
      expect([name, there.status, said]).toEqual([name, 404, { ...nowhere.body, correlationId: undefined }]);
    }
    expect(seen.length).toBeGreaterThan(10);
  });

  it('has done by its own clock what was due, each on its day', async () => {
    const late = [];
    for await (const { type, data, metadata } of engine.log.readAll())
      if (['ConditionBreached', 'ActionBecameOverdue', 'AttestationOverdue'].includes(type))
        if (metadata.recordedAt !== `${addDays(String(data['dueOn']), 1)}T00:00:00.000Z`) late.push([type, metadata]);
    expect(late).toEqual([]);
    const { rows: due } = await engine.views.page('deadlines', {}, { sort: ['due'], limit: 1 });
    expect(String(due[0]?.row['due']) > new Date().toISOString().slice(0, 10)).toBe(true);
  });
});

/** Pounds and pence of what needs somebody with authority; undefined for everything else. */
function amountOf(type: string, data: Readonly<Record<string, unknown>>): bigint | undefined {
  const names: Readonly<Record<string, string>> = {
    ProjectApproved: 'authorisedTotal',
    BudgetApproved: 'authorised',
    GatePassed: 'fundsReleased',
    FundingEnvelopeSet: 'amount',
    ProjectClosed: 'finalCost',
    ProjectTerminated: 'sunkCost',
  };
  const name = names[type];
  return name === undefined ? undefined : BigInt((data[name] as { readonly minor: string }).minor);
}

const BEFALLS = [
  'MatterReferredUp',
  'MatterDeferred',
  'PapersAmended',
  'ProposalRefreshed',
  'InterestDeclared',
  'ConflictFlagged',
  'ConflictResolved',
  'QuorumLost',
  'TieDeclared',
  'CastingVoteGiven',
  'WrittenResolutionCirculated',
  'MeetingDemanded',
  'UrgentDecisionRatified',
  'UrgentDecisionLapsed',
  'ConditionDischarged',
  'ConditionBreached',
  'ConditionExtended',
  'ConditionWaived',
  'DecisionSuspended',
  'DecisionResumed',
  'DecisionRescinded',
  'StageFundsRevoked',
  'AppealDetermined',
  'MinutesApproved',
  'ActionVerified',
  'ActionBecameOverdue',
  'AttestationOverdue',
  'DelegationMatrixRetired',
  'TermsOfReferenceAmended',
  'PolicyRetired',
  'PersonalDelegationAccepted',
];
