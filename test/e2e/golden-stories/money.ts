import { gbp } from '@tabularium/testing';
import { gateMatter, paper, type Room } from './room';

const lease = { id: 'lease', text: 'Sign the lease', owner: 'mia', evidenceType: 'Signed lease', onBreach: 'LAPSE' };
const YEAR = 365;

/** Stories 5, 6, 8, 10, 18 and 19: what decisions do to money. `room` is there once tests run. */
export function moneyStories(room: () => Room): void {
  const refused = (...asked: Parameters<Room['refusal']>) => room().refusal(...asked);
  const spend = (project: string, pounds: number, more: object = {}, person = 'fay') => {
    const entry = { entryId: `E-${pounds}`, account: 'CA-1', amount: gbp(pounds), externalRef: `INV-${pounds}` };
    return room().give(`cost-ledger/${project}`, 'post-actual', { ...entry, ...more }, person);
  };

  /** A board that has passed the gate of a project of its own; 100,000 are released. */
  async function passed(name: string, more: object = {}): Promise<void> {
    await room().board(name);
    await room().readyForGate(`P-${name}`);
    await room().matter(`${name}-A`, name, gateMatter(`P-${name}`, more));
    await room().convene(`${name}.M`, [`${name}-A`]);
    await room().ballot(`${name}-A`, `${name}.M`, { p1: 'FOR', p2: 'FOR' });
  }

  async function change(project: string, n: number, pounds: number): Promise<string> {
    const id = `${project}.CR-0${n}`;
    const give = (command: string, body: object) => room().give(`change-request/${id}`, command, body, 'ana');
    const text = { scope: 'x', quality: 'x', benefits: 'x', risk: 'x', sustainability: 'x', ifNotDone: 'x' };
    const request = { type: 'REQUEST_FOR_CHANGE', title: id, description: 'x', category: 'Works', priority: 3 };
    await give('raise-change', request);
    await give('triage-change', { size: 2, route: 'PROJECT_MANAGER' });
    await give('assess-impact', { cost: gbp(pounds), days: 0, ...text });
    await give('submit-change', {});
    return id;
  }

  it('5: of three times 40,000 within 50,000 each and 100,000 a year the third is refused and goes to the board', async () => {
    await room().board('B5');
    await room().readyForGate('P-B5');
    const limits = { limit: gbp(50_000), cumulativeLimit: gbp(100_000), windowDays: YEAR };
    await room().give('person/paul-P-B5', 'delegate-limit', { matter: 'CHANGE_APPROVAL', ...limits }, 'director');
    const ids = [await change('P-B5', 1, 40_000), await change('P-B5', 2, 40_000), await change('P-B5', 3, 40_000)];
    const approve = (id = '') => refused(`change-request/${id}`, 'approve-change', { rationale: 'x' }, 'paul-P-B5');
    expect([await approve(ids[0]), await approve(ids[1]), await approve(ids[2])]).toEqual([
      '201',
      '201',
      'AUTHORITY_EXCEEDED_CUMULATIVE',
    ]);
    const target = { category: 'changeRequest', id: 'P-B5.CR-03' };
    const effects = [{ ...target, command: 'ApproveChange', data: { rationale: 'Worth it' } }];
    await room().matter('B5-A', 'B5', { matterType: 'CHANGE_APPROVAL', amount: gbp(40_000), target, effects });
    await room().convene('B5.M', ['B5-A']);
    await room().ballot('B5-A', 'B5.M', { p1: 'FOR', p2: 'FOR' });
    expect((await room().eventsIn('changeRequest-P-B5.CR-03')).at(-1)).toMatchObject({
      type: 'ChangeApproved',
      metadata: { authority: { basis: 'DECISION', ref: 'B5-2026-0001' } },
    });
  });

  it('10: rescinding a half-spent approval reports what cannot be undone, and revokes only the balance', async () => {
    await passed('B10');
    await spend('P-B10', 50_000, { period: '2026-03' });
    const rescinding = {
      category: 'decisionItem',
      id: 'B10-A',
      command: 'RescindDecision',
      data: { reason: 'Closed' },
    };
    await room().matter('B10-B', 'B10', { matterType: 'RESCISSION', effects: [rescinding] });
    await room().give('meeting/B10.M', 'table-item', { itemId: 'B10-B' });
    await room().ballot('B10-B', 'B10.M', { p1: 'FOR', p2: 'FOR', p3: 'AGAINST' });
    expect(await room().last('decisionItem-B10-A', 'DecisionRescinded')).toMatchObject({
      irreversible: ['RecordGateDecision on gateReview P-B10.RfP'],
      spent: gbp(50_000),
      unspent: gbp(50_000),
    });
    expect(await room().last('budget-P-B10', 'StageFundsRevoked')).toMatchObject({
      amount: gbp(50_000),
      releasedTo: gbp(50_000),
    });
    expect(await refused('project/P-B10', 'start-stage', { stage: 2 })).toBe('GATE_NOT_PASSED');
  });

  it('19: a virement whose lines miss zero by one minor unit is refused', async () => {
    await room().readyForGate('P-19');
    const moved = (to: number) => ({
      kind: 'VIREMENT',
      lines: [
        { account: 'CA-1', period: '2026-12', from: gbp(500_000), to: gbp(499_000) },
        { account: 'CA-2', period: '2026-12', from: gbp(500_000), to: gbp(to) },
      ],
      reason: 'More labour',
    });
    const propose = (to: number) => refused('budget/P-19', 'propose-revision', moved(to), 'ana');
    expect([await propose(501_000.01), await propose(500_999.99)]).toEqual(['NOT_ZERO_SUM', 'NOT_ZERO_SUM']);
    expect(await propose(501_000)).toBe('201');
  });

  it('6: a precedent condition keeps the stage from starting until it is discharged', async () => {
    await passed('B6', { conditions: [{ ...lease, kind: 'PRECEDENT', dueOn: '2026-04-01' }] });
    const start = () => refused('project/P-B6', 'start-stage', { stage: 2 });
    expect(await start()).toBe('GATE_NOT_PASSED');
    const evidence = { ...paper, conditionId: 'lease', documentId: 'LEASE' };
    await room().give('decision-item/B6-A', 'submit-condition-evidence', evidence, 'mia');
    await room().give('decision-item/B6-A', 'discharge-condition', { conditionId: 'lease' }, 'p1');
    await room().settled();
    expect(await room().last('budget-P-B6', 'StageFundsReleased')).toMatchObject({ amount: gbp(100_000) });
    expect(await start()).toBe('201');
  });

  describe('6 and 18, once their days have passed', () => {
    beforeAll(async () => {
      await passed('B6L', { conditions: [{ ...lease, kind: 'SUBSEQUENT', dueOn: '2026-03-15' }] });
      await passed('B6N', { conditions: [{ ...lease, kind: 'PRECEDENT', dueOn: '2026-03-15' }] });
      await room().board('B18');
      await room().readyForGate('P-B18');
      await room().matter('B18-A', 'B18', gateMatter('P-B18'));
      await room().give('decision-item/B18-A', 'take-urgent-decision', { rationale: 'The crane leaves' }, 'p1');
      await room().settled();
      for (const project of ['P-B6L', 'P-B18']) await spend(project, 40_000, { period: '2026-03' });
      expect(await room().last('budget-P-B18', 'StageFundsReleased')).toMatchObject({ amount: gbp(100_000) });
      room().on('2026-03-19');
    });

    it('6: a condition that is not met in time lets the approval lapse; only the unspent is revoked', async () => {
      await room().until('budget-P-B6L', 'StageFundsRevoked');
      expect(await room().last('decisionItem-B6L-A', 'ConditionBreached')).toMatchObject({ policy: 'LAPSE' });
      expect(await room().last('decisionItem-B6L-A', 'DecisionLapsed')).toMatchObject({
        spent: gbp(40_000),
        unspent: gbp(60_000),
      });
      expect(await room().last('budget-P-B6L', 'StageFundsRevoked')).toMatchObject({ releasedTo: gbp(40_000) });
      expect(await refused('project/P-B6L', 'start-stage', { stage: 2 })).toBe('GATE_NOT_PASSED');
      await room().until('decisionItem-B6N-A', 'DecisionLapsed');
      expect(await room().typesIn('gateReview-P-B6N.RfP')).not.toContain('GatePassed');
      expect(await room().typesIn('budget-P-B6N')).not.toContain('StageFundsReleased');
    });

    it('18: an urgent decision nobody ratified in 14 days has lapsed; the unspent is revoked, an action raised', async () => {
      await room().until('actionItem-B18-A.lapsed', 'ActionRaised');
      expect(await room().last('decisionItem-B18-A', 'UrgentDecisionLapsed')).toMatchObject({ unspent: gbp(60_000) });
      await room().until('budget-P-B18', 'StageFundsRevoked');
      expect(await room().last('budget-P-B18', 'StageFundsRevoked')).toMatchObject({ amount: gbp(60_000) });
      expect(await room().last('actionItem-B18-A.lapsed', 'ActionRaised')).toMatchObject({
        owner: 'p1',
        from: 'B18-A',
      });
    });
  });

  it('8: an actual of closed May that arrives in June is booked in June, flagged; two may reopen May; what was known then stays', async () => {
    room().on('2026-05-28');
    await room().readyForGate('P-B8');
    await spend('P-B8', 100, { period: '2026-05', effectiveOn: '2026-05-20' });
    room().on('2026-05-31');
    const close = { period: '2026-05', ledgerTotal: gbp(100) };
    await room().give('cost-ledger/P-B8', 'close-period', close, 'cat');
    room().on('2026-06-05');
    const late = { entryId: 'LATE', account: 'CA-1', amount: gbp(30), externalRef: 'LATE', effectiveOn: '2026-05-29' };
    const post = (more: object) => refused('cost-ledger/P-B8', 'post-actual', { ...late, ...more }, 'fay');
    expect(await post({ period: '2026-05' })).toBe('PERIOD_CLOSED');
    expect(await post({ period: '2026-06' })).toBe('PERIOD_CLOSED');
    expect(await post({ period: '2026-06', late: true })).toBe('201');
    const asOfMay = async (more = '') =>
      (await room().rows('cost-entries', `project=P-B8&asOf=2026-05-31${more}`)).map(
        ({ entry, period, lateFor }) => `${String(entry)} ${String(period)} ${String(lateFor)}`,
      );
    expect(await asOfMay('&knownAt=2026-05-31T23:59:59.999Z')).toEqual(['E-100 2026-05 null']);
    expect(await asOfMay()).toEqual(['E-100 2026-05 null', 'LATE 2026-06 2026-05']);
    const reopening = { period: '2026-05', reason: 'An invoice was mislaid' };
    await room().give('cost-ledger/P-B8', 'request-period-reopening', reopening, 'fay');
    const reopen = (person: string) => refused('cost-ledger/P-B8', 'reopen-period', { period: '2026-05' }, person);
    expect([await reopen('fay'), await reopen('cat')]).toEqual(['SOD_TWO_PERSONS', '201']);
    await spend('P-B8', 20, { period: '2026-05', effectiveOn: '2026-05-30' });
    expect(await asOfMay('&knownAt=2026-05-31T23:59:59.999Z')).toEqual(['E-100 2026-05 null']);
    expect(await asOfMay()).toContain('E-20 2026-05 null');
  });
}
