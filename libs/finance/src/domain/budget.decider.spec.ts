import { dictionaryOf, noEntries } from '@tabularium/kernel';
import { gbp, scenario, stateOf, type Past } from '@tabularium/testing';
import type { BudgetCommands, BudgetEvents } from '../contract/budget.contract';
import type { LedgerStanding } from '../contract/ledger-standing';
import { budget } from './budget.decider';
import type { BudgetPhase } from './budget.state';

type Happened = Past<BudgetEvents>;
type Proposed = BudgetCommands['ProposeRevision'];
const { given } = scenario(budget);

const line = (account: string, period: string, pounds: number, costType: 'SERVICES' | 'CONTINGENCY' = 'SERVICES') => ({
  account,
  costType,
  period,
  amount: gbp(pounds),
});
const lines = [
  line('CA-1', '2026-04', 400),
  line('CA-1', '2026-05', 300),
  line('CA-2', '2026-04', 200),
  line('CTG', '2026-05', 50, 'CONTINGENCY'),
];
const submission = { lines, managementReserve: gbp(100), contingency: gbp(50) };
const baseline = { ...submission, authorised: gbp(1200), tab: gbp(1050), approvedBy: 'ben' };

const created: Happened = { type: 'BudgetCreated', data: { ccy: 'GBP' } };
const submitted: Happened = { type: 'BudgetSubmitted', data: { ...submission, tab: gbp(1050), preparedBy: 'ana' } };
const approved: Happened = {
  type: 'BudgetApproved',
  data: { authorised: gbp(1200), tab: gbp(1050), preparedBy: 'ana', approvedBy: 'ben' },
};
const baselined: Happened = { type: 'BudgetBaselined', data: { baselineNo: 0, ...baseline } };
const standing = [created, submitted, approved, baselined];
const released = (gate: string, pounds: number, total: number): Happened => ({
  type: 'StageFundsReleased',
  data: { gate, attempt: 1, amount: gbp(pounds), releasedTo: gbp(total) },
});
const proposed = (proposal: Omit<Proposed, 'reason'>): Happened => ({
  type: 'RevisionProposed',
  data: { ...proposal, reason: 'Needed', proposalNo: 1, proposedBy: 'ana' },
});

const noCosts: LedgerStanding = { closed: noEntries, actuals: noEntries, commitments: noEntries };
const facts = { ledger: noCosts, changeApproved: true };
const from = (account: string, period: string, was: number, is: number) => ({
  account,
  period,
  from: gbp(was),
  to: gbp(is),
});

describe('opening and submitting', () => {
  it('opens one budget for a project that runs', () => {
    given()
      .when('CreateBudget', { ccy: 'GBP' }, { facts: { project: 'open' } })
      .thenData({ ccy: 'GBP' });
    given()
      .when('CreateBudget', { ccy: 'GBP' }, { facts: { project: 'absent' } })
      .thenRefused('PROJECT_NOT_FOUND');
    given()
      .when('CreateBudget', { ccy: 'GBP' }, { facts: { project: 'closed' } })
      .thenRefused('PROJECT_CLOSED');
    given(created)
      .when('CreateBudget', { ccy: 'GBP' }, { facts: { project: 'open' } })
      .thenRefused('BUDGET_EXISTS');
  });
  it('adds lines and reserve up to the total', () => {
    given(created)
      .when('SubmitBudget', submission, { actor: 'ana' })
      .thenData({ ...submission, tab: gbp(1050), preparedBy: 'ana' });
  });
  it('refuses a stated total that is off by one penny', () => {
    given(created)
      .when('SubmitBudget', { ...submission, total: gbp(1050.01) })
      .thenRefused('LINES_DO_NOT_SUM');
  });
  it('refuses a contingency that its lines do not hold', () => {
    given(created)
      .when('SubmitBudget', { ...submission, contingency: gbp(51) })
      .thenRefused('LINES_DO_NOT_SUM');
  });
  it('refuses a line named twice', () => {
    const twice = [...lines, line('CA-1', '2026-04', 1)];
    given(created)
      .when('SubmitBudget', { ...submission, lines: twice })
      .thenRefused('DUPLICATE_LINE', { line: 'CA-1/2026-04' });
  });
  it('refuses amounts in another currency', () => {
    const foreign = { ...submission, managementReserve: { minor: '1', ccy: 'EUR' } };
    given(created).when('SubmitBudget', foreign).thenRefused('CURRENCY_MISMATCH', { ccy: 'GBP' });
  });
});

describe('approving baseline 0', () => {
  const asked = { actor: 'ben', limit: gbp(1200), facts: { parties: ['sam', 'pat'] } };
  const approve = { authorised: gbp(1200) };
  it('authorises the funding and sets what is measured against', () => {
    const { facts: made } = given(created, submitted)
      .when('ApproveBudget', approve, asked)
      .thenFacts('BudgetApproved', 'BudgetBaselined');
    expect(made[0]?.data).toEqual(approved.data);
    expect(made[1]?.data).toMatchObject({ baselineNo: 0, tab: gbp(1050), authorised: gbp(1200) });
    expect(made[1]?.data).toHaveProperty('lines', expect.arrayContaining(lines));
  });
  it.each(['ana', 'sam', 'pat'])('refuses who prepared it or leads the project (%s)', (actor) => {
    given(created, submitted)
      .when('ApproveBudget', approve, { ...asked, actor })
      .thenRefused('SOD_PREPARER_APPROVES');
  });
  it('refuses a total one penny above what is authorised', () => {
    given(created, submitted)
      .when('ApproveBudget', { authorised: gbp(1049.99) }, asked)
      .thenRefused('ABOVE_AUTHORISED');
  });
  it('refuses an amount one penny above the limit', () => {
    given(created, submitted)
      .when('ApproveBudget', approve, { ...asked, limit: gbp(1199.99) })
      .thenRefused('AUTHORITY_EXCEEDED');
  });
});

describe('proposing a revision', () => {
  const propose = (proposal: Omit<Proposed, 'reason'>, how: Partial<typeof facts> = {}, ...more: Happened[]) =>
    given(...standing, ...more).when(
      'ProposeRevision',
      { ...proposal, reason: 'Needed' },
      { actor: 'ana', facts: { ...facts, ...how } },
    );
  const virement: Omit<Proposed, 'reason'> = {
    kind: 'VIREMENT',
    lines: [from('CA-1', '2026-04', 400, 350), from('CA-2', '2026-04', 200, 250)],
  };

  it('takes a virement that sums to zero', () => {
    propose(virement).thenData({ ...virement, reason: 'Needed', proposalNo: 1, proposedBy: 'ana' });
  });
  it.each([249.99, 250.01])('refuses a virement off by one minor unit (%d)', (pounds) => {
    const off = [from('CA-1', '2026-04', 400, 350), from('CA-2', '2026-04', 200, pounds)];
    propose({ kind: 'VIREMENT', lines: off }).thenRefused('NOT_ZERO_SUM');
  });
  it('refuses a rephase in which an account gains one minor unit', () => {
    const even = [from('CA-1', '2026-04', 400, 390), from('CA-1', '2026-05', 300, 310)];
    propose({ kind: 'REPHASE', lines: even }).thenFacts('RevisionProposed');
    const off = [from('CA-1', '2026-04', 400, 390), from('CA-1', '2026-05', 300, 310.01)];
    propose({ kind: 'REPHASE', lines: off }).thenRefused('NOT_ZERO_SUM', { of: 'CA-1', sum: gbp(0.01) });
  });
  it('refuses a rephase that moves money between accounts', () => {
    propose({ ...virement, kind: 'REPHASE' }).thenRefused('NOT_ZERO_SUM', { of: 'CA-1', sum: gbp(-50) });
  });
  it('refuses a line that does not say what stands', () => {
    propose({ ...virement, lines: [from('CA-1', '2026-04', 399.99, 350)] }).thenRefused('LINE_STALE', {
      line: 'CA-1/2026-04',
      stands: gbp(400),
      from: gbp(399.99),
    });
    propose({ kind: 'INCREASE', lines: [from('NEW', '2026-06', 1, 2)] }).thenRefused('LINE_STALE');
  });
  it('refuses to leave everything as it is', () => {
    propose({ kind: 'CORRECTION', lines: [from('CA-1', '2026-04', 400, 400)] }).thenRefused('NOTHING_REVISED');
  });
  it('reaches a closed period by correction only', () => {
    const ledger = { ...noCosts, closed: dictionaryOf([['2026-04', true]]) };
    propose(virement, { ledger }).thenRefused('PERIOD_CLOSED', { period: '2026-04' });
    propose({ ...virement, kind: 'CORRECTION' }, { ledger }).thenFacts('RevisionProposed');
  });
  it('leaves a closed period alone that a line only names', () => {
    const ledger = { ...noCosts, closed: dictionaryOf([['2026-05', true]]) };
    propose({ ...virement, lines: [...virement.lines, from('CA-1', '2026-05', 300, 300)] }, { ledger }).thenFacts(
      'RevisionProposed',
    );
  });
  it('carries out an approved change of the project, once', () => {
    const changed = { ...virement, changeId: 'PRJ-2026-0001.CR-01' };
    propose(changed, { changeApproved: false }).thenRefused('CHANGE_NOT_APPROVED');
    const revised = { ...revisedBy('INCREASE'), changeId: 'PRJ-2026-0001.CR-01' };
    propose(changed, {}, { type: 'BudgetRevised', data: revised }).thenRefused('CHANGE_ALREADY_APPLIED');
  });
  it('raises and lowers only what it says', () => {
    propose({ kind: 'INCREASE', lines: [from('CA-1', '2026-04', 400, 399)] }).thenRefused('KIND_MISMATCH');
    propose({ kind: 'DECREASE', lines: [from('CA-1', '2026-04', 400, 401)] }).thenRefused('KIND_MISMATCH');
    propose({ ...virement, managementReserveTo: gbp(99) }).thenRefused('KIND_MISMATCH');
    propose({ ...virement, authorisedTo: gbp(1201) }).thenRefused('KIND_MISMATCH');
  });
  it('keeps the total within what is authorised, to the penny', () => {
    const raise = (pounds: number) => [from('CA-1', '2026-04', 400, 400 + pounds)];
    propose({ kind: 'INCREASE', lines: raise(150) }).thenFacts('RevisionProposed');
    propose({ kind: 'INCREASE', lines: raise(150.01) }).thenRefused('ABOVE_AUTHORISED');
    propose({ kind: 'INCREASE', lines: raise(150.01), authorisedTo: gbp(1200.01) }).thenFacts('RevisionProposed');
  });
  it('lets only an over-target baseline above it, with the variances treated', () => {
    const lines = [from('CA-1', '2026-04', 400, 900)];
    propose({ kind: 'OTB', lines }).thenRefused('TREATMENT_MISSING');
    propose({ kind: 'OTB', lines, varianceTreatment: 'RETAIN' }).thenFacts('RevisionProposed');
  });
  it('does not authorise less than is released', () => {
    const less = { kind: 'DECREASE', lines: [from('CA-1', '2026-04', 400, 100)], authorisedTo: gbp(800) } as const;
    propose(less).thenFacts('RevisionProposed');
    propose(less, {}, released('RfE', 800.01, 800.01)).thenRefused('AUTHORISED_BELOW_RELEASE');
  });
  it('draws the reserve for the new scope of a change, not for an overrun', () => {
    const draw = {
      kind: 'MR_DRAW',
      lines: [from('CA-2', '2026-04', 200, 240)],
      managementReserveTo: gbp(60),
      changeId: 'PRJ-2026-0001.CR-02',
    } as const;
    const { changeId: _, ...unnamed } = draw;
    const overspent = { ...noCosts, actuals: dictionaryOf([['CA-2', gbp(200.01)]]) };
    propose(draw).thenFacts('RevisionProposed');
    propose(unnamed).thenRefused('MR_MISUSE');
    propose(draw, { ledger: overspent }).thenRefused('MR_MISUSE', { because: 'account CA-2 is overspent' });
    propose({ ...draw, managementReserveTo: gbp(60.01) }).thenRefused('NOT_ZERO_SUM');
  });
  it('draws contingency out of contingency lines', () => {
    const draw = [from('CTG', '2026-05', 50, 20), from('CA-2', '2026-04', 200, 230)];
    propose({ kind: 'CONTINGENCY_DRAW', lines: draw }).thenFacts('RevisionProposed');
    propose({ kind: 'CONTINGENCY_DRAW', lines: virement.lines }).thenRefused('KIND_MISMATCH');
  });
  it('waits for the proposal before it', () => {
    propose(virement, {}, proposed(virement)).thenRefused('PROPOSAL_OPEN', { proposalNo: 1 });
  });
});

function revisedBy(kind: BudgetEvents['BudgetRevised']['kind']): BudgetEvents['BudgetRevised'] {
  return {
    revisionNo: 1,
    proposalNo: 1,
    kind,
    lines: [],
    authorisedFrom: gbp(1200),
    authorisedTo: gbp(1200),
    managementReserveFrom: gbp(100),
    managementReserveTo: gbp(100),
    tabFrom: gbp(1050),
    tabTo: gbp(1050),
    contingencyTo: gbp(50),
    reason: 'Needed',
    proposedBy: 'ana',
    approvedBy: 'ben',
    rationale: 'Agreed',
    newBaselineNo: 1,
  };
}

describe('approving a revision', () => {
  const increase = {
    kind: 'INCREASE',
    lines: [from('CA-3', '2026-06', 0, 60)],
    authorisedTo: gbp(1300),
    changeId: 'PRJ-2026-0001.CR-01',
  } as const;
  const past = [...standing, proposed(increase)];
  const approve = { proposalNo: 1, rationale: 'Agreed' };
  const asked = { actor: 'ben', limit: gbp(100), facts: { ...facts, parties: ['sam'] } };

  it('says what was, what is and who agreed', () => {
    given(...past)
      .when('ApproveRevision', approve, asked)
      .thenData({
        ...revisedBy('INCREASE'),
        lines: [{ ...from('CA-3', '2026-06', 0, 60), costType: 'OTHER' }],
        authorisedTo: gbp(1300),
        tabTo: gbp(1110),
        changeId: 'PRJ-2026-0001.CR-01',
      });
  });
  it.each(['ana', 'sam'])('is not for who proposed it or leads the project (%s)', (actor) => {
    given(...past)
      .when('ApproveRevision', approve, { ...asked, actor })
      .thenRefused('SOD_PROPOSER_APPROVES');
  });
  it('needs a limit that covers the largest amount moved', () => {
    given(...past)
      .when('ApproveRevision', approve, { ...asked, limit: gbp(99.99) })
      .thenRefused('AUTHORITY_EXCEEDED');
  });
  it('covers what a virement moves though it sums to zero', () => {
    const moved = [from('CA-1', '2026-04', 400, 0), from('CA-2', '2026-04', 200, 600)];
    given(...standing, proposed({ kind: 'VIREMENT', lines: moved }))
      .when('ApproveRevision', approve, { ...asked, limit: gbp(399.99) })
      .thenRefused('AUTHORITY_EXCEEDED');
  });
  it('is for the proposal that was read', () => {
    given(...past)
      .when('ApproveRevision', { ...approve, proposalNo: 2 }, asked)
      .thenRefused('PROPOSAL_NOT_OPEN');
    given(...past, { type: 'RevisionRejected', data: { proposalNo: 1, reason: 'No' } })
      .when('ApproveRevision', approve, asked)
      .thenRefused('PROPOSAL_NOT_OPEN');
  });
  it('looks again at a period closed since', () => {
    const ledger = { ...noCosts, closed: dictionaryOf([['2026-06', true]]) };
    given(...past)
      .when('ApproveRevision', approve, { ...asked, facts: { ...asked.facts, ledger } })
      .thenRefused('PERIOD_CLOSED');
  });
});

describe('stage funds', () => {
  const release = { gate: 'RfE', attempt: 1, amount: gbp(700) };
  it('are released by each attempt at a gate once', () => {
    given(...standing)
      .when('ReleaseStageFunds', release)
      .thenData({ ...release, releasedTo: gbp(700) });
    given(...standing, released('RfE', 700, 700))
      .when('ReleaseStageFunds', release)
      .thenNothing();
  });
  it('stay within what is authorised', () => {
    given(...standing, released('RfP', 500.01, 500.01))
      .when('ReleaseStageFunds', release)
      .thenRefused('RELEASE_ABOVE_AUTHORISED');
  });
  it('are taken back as far as they are neither spent nor committed', () => {
    const ledger = {
      ...noCosts,
      actuals: dictionaryOf([['CA-1', gbp(300)]]),
      commitments: dictionaryOf([['PO-1', gbp(100)]]),
    };
    const revoke = (pounds: number) =>
      given(...standing, released('RfE', 700, 700)).when(
        'RevokeStageFunds',
        { gate: 'RfE', amount: gbp(pounds), reason: 'Stopped' },
        { facts: { ledger } },
      );
    revoke(300).thenData({ gate: 'RfE', amount: gbp(300), releasedTo: gbp(400), reason: 'Stopped' });
    revoke(300.01).thenRefused('REVOKE_EXCEEDS_UNSPENT', { unspent: gbp(300) });
    revoke(700.01).thenRefused('REVOKE_EXCEEDS_RELEASE');
  });
});

describe('closing', () => {
  it('waits for open commitments and keeps the final cost', () => {
    const spent = { ...noCosts, actuals: dictionaryOf([['CA-1', gbp(900)]]) };
    const committed = { ...spent, commitments: dictionaryOf([['PO-1', gbp(1)]]) };
    given(...standing)
      .when('CloseBudget', { reason: 'Done' }, { facts: { ledger: committed } })
      .thenRefused('COMMITMENTS_OPEN', { committed: gbp(1) });
    given(...standing)
      .when('CloseBudget', { reason: 'Done' }, { facts: { ledger: spent } })
      .thenData({ final: gbp(900), reason: 'Done' });
  });
});

describe('every phase takes only its commands', () => {
  const reason = { reason: 'x' };
  const virement = {
    kind: 'VIREMENT',
    lines: [from('CA-1', '2026-04', 400, 350), from('CA-2', '2026-04', 200, 250)],
  } as const;
  const open = [...standing, proposed(virement), released('RfP', 10, 10)];
  const pasts: Readonly<Record<BudgetPhase, readonly Happened[]>> = {
    absent: [],
    created: [created],
    submitted: [created, submitted],
    baselined: open,
    frozen: [...open, { type: 'BudgetFrozen', data: reason }],
    closed: [...open, { type: 'BudgetClosed', data: { final: gbp(1), ...reason } }],
  };
  const commands = {
    CreateBudget: { phases: ['absent'], data: { ccy: 'GBP' } },
    SubmitBudget: { phases: ['created', 'submitted'], data: submission },
    ApproveBudget: { phases: ['submitted'], data: { authorised: gbp(1200) } },
    ProposeRevision: { phases: [], data: { ...virement, ...reason } },
    ApproveRevision: { phases: ['baselined'], data: { proposalNo: 1, rationale: 'x' } },
    RejectRevision: { phases: ['baselined', 'frozen'], data: { proposalNo: 1, ...reason } },
    ReleaseStageFunds: { phases: ['baselined'], data: { gate: 'RfE', attempt: 1, amount: gbp(1) } },
    RevokeStageFunds: { phases: ['baselined', 'frozen'], data: { gate: 'RfP', amount: gbp(1), ...reason } },
    FreezeBudget: { phases: ['baselined'], data: reason },
    UnfreezeBudget: { phases: ['frozen'], data: reason },
    CloseBudget: { phases: ['baselined', 'frozen'], data: reason },
    SubmitForecast: {
      phases: ['baselined', 'frozen'],
      data: { estimateAtCompletion: gbp(1100), method: 'CPI', narrative: 'x' },
    },
  } as const;
  const table = Object.entries(pasts).flatMap(([phase, past]) =>
    (Object.keys(commands) as (keyof typeof commands)[]).map((command) => ({ phase, past, command })),
  );
  const known = { ...facts, parties: [], project: 'open' as const };
  it.each(table)('$command when $phase', ({ phase, past, command }) => {
    const { phases, data } = commands[command];
    const outcome = given(...past).when(command, data, { actor: 'ben', limit: gbp(1_000_000), facts: known });
    if ((phases as readonly string[]).includes(phase)) expect(outcome.facts.length).toBeGreaterThan(0);
    else outcome.thenRefused(refusalIn(phase, command));
  });
  const refusalIn = (phase: string, command: string): string => {
    if (command === 'CreateBudget') return 'BUDGET_EXISTS';
    if (phase === 'absent') return 'BUDGET_NOT_FOUND';
    return command === 'ProposeRevision' && phase === 'baselined' ? 'PROPOSAL_OPEN' : 'NOT_IN_PHASE';
  };
  it('takes revisions up again after a freeze', () => {
    const past: Happened[] = [...pasts.frozen, { type: 'BudgetUnfrozen', data: reason }];
    expect(stateOf(budget, past).phase).toBe('baselined');
  });
});
