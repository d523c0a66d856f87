import type { ChangeRequestEvents } from '@tabularium/control/contract';
import type { BudgetEvents } from '@tabularium/finance/contract';
import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { GateReviewEvents } from '../contract/gate-review.contract';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProjectEvents } from '../contract/project.contract';
import { portfolioDashboard } from './portfolio-dashboard.view';

type Events = ProjectEvents & PortfolioEvents & GateReviewEvents & BudgetEvents & ChangeRequestEvents;
type Event = Seen<Events>;
const after = (...events: readonly Event[]) => viewRows<Events>(portfolioDashboard, ...events)['P-1'];

const id = 'P-1';
const registered: Event = {
  id,
  type: 'ProjectRegistered',
  data: { name: 'Lights', portfolioId: 'CITY', unit: 'Harbour', tier: 'LIGHT', lifeCycle: 'PM2-1' },
};
const baseline = { lines: [], managementReserve: gbp(5), contingency: gbp(0), authorised: gbp(100), tab: gbp(90) };
const revision = {
  revisionNo: 1,
  proposalNo: 1,
  kind: 'INCREASE',
  lines: [],
  authorisedFrom: gbp(100),
  authorisedTo: gbp(120),
  managementReserveFrom: gbp(5),
  managementReserveTo: gbp(5),
  tabFrom: gbp(90),
  tabTo: gbp(110),
  contingencyTo: gbp(0),
  reason: 'x',
  proposedBy: 'pat',
  approvedBy: 'ben',
  rationale: 'x',
  newBaselineNo: 1,
} as const;

describe('money', () => {
  const steps: readonly (readonly [Event, object])[] = [
    [
      {
        id,
        type: 'ProjectApproved',
        data: {
          authorisedTotal: gbp(80),
          startsOn: '2026-02-01',
          endsOn: '2027-02-01',
          approvedBy: 'b',
          rationale: 'x',
        },
      },
      { phase: 'APPROVED', startsOn: '2026-02-01', endsOn: '2027-02-01', authorised: gbp(80) },
    ],
    [
      { id, type: 'BudgetApproved', data: { authorised: gbp(100), tab: gbp(90), preparedBy: 'p', approvedBy: 'b' } },
      { authorised: gbp(100) },
    ],
    [
      { id, type: 'BudgetBaselined', data: { ...baseline, baselineNo: 0, approvedBy: 'b' } },
      { authorised: gbp(100), baseline: gbp(90) },
    ],
    [
      { id, type: 'BudgetRevised', data: revision },
      { authorised: gbp(120), baseline: gbp(110) },
    ],
    [
      {
        id,
        type: 'ForecastSubmitted',
        data: { estimateAtCompletion: gbp(130), method: 'CPI', narrative: 'x', submittedBy: 'p' },
      },
      { forecast: gbp(130) },
    ],
  ];
  it.each(steps)('$type', (event, changed) => {
    expect(after(registered, event)).toEqual({ ...after(registered), ...changed });
    expect(after(event)).toBeUndefined();
  });
});

describe('open changes', () => {
  const change = `${id}.CR-01`;
  const raised = (code: string): Event => ({
    id: code,
    type: 'ChangeRequested',
    data: {
      projectId: id,
      type: 'CONCERN',
      title: 'T',
      description: 'D',
      category: 'Scope',
      priority: 3,
      raisedBy: 'pat',
    },
  });
  it('ChangeRequested opens one', () => {
    expect(after(registered)?.['openChanges']).toEqual([]);
    expect(after(registered, raised(`${id}.CR-02`), raised(change))?.['openChanges']).toEqual([change, `${id}.CR-02`]);
  });
  it.each([
    { id: change, type: 'ChangeRejected', data: { projectId: id, rejectedBy: 'b', reason: 'x' } },
    { id: change, type: 'ChangeMerged', data: { projectId: id, into: `${id}.CR-02` } },
    { id: change, type: 'ChangeWithdrawn', data: { projectId: id, reason: 'x' } },
    { id: change, type: 'ChangeImplemented', data: { projectId: id, evidence: 'x' } },
  ] satisfies readonly Event[])('$type settles it', (settled) => {
    expect(after(registered, raised(change), raised(`${id}.CR-02`), settled)?.['openChanges']).toEqual([`${id}.CR-02`]);
  });
});

describe('the gate decided last', () => {
  const attempt = { projectId: id, gate: 'RfP', attempt: 1 };
  const gate = `${id}.RfP`;
  const conditions = [{ id: 'c1', text: 'Lease', kind: 'PRECEDENT' }] as const;
  const conditional: Event = {
    id: gate,
    type: 'GatePassedWithConditions',
    data: { ...attempt, conditions, reason: 'x' },
  };
  const passed = (n: number): Event => ({
    id: gate,
    type: 'GatePassed',
    data: { ...attempt, attempt: n, reason: 'x' },
  });
  const steps: readonly (readonly [Event, string])[] = [
    [passed(1), 'PASS'],
    [conditional, 'CONDITIONAL'],
    [{ id: gate, type: 'GateReworkRequired', data: { ...attempt, items: [], reason: 'x' } }, 'REWORK'],
    [{ id: gate, type: 'GateHeld', data: { ...attempt, reason: 'x' } }, 'HOLD'],
    [{ id: gate, type: 'GateStopped', data: { ...attempt, reason: 'x' } }, 'STOP'],
  ];
  it.each(steps)('$type', (event, lastGateOutcome) => {
    expect(after(registered, event)).toMatchObject({ lastGate: 'RfP', lastGateAttempt: 1, lastGateOutcome });
  });
  it('stays conditional when the pass takes effect, until another attempt passes', () => {
    expect(after(registered, conditional, passed(1))).toMatchObject({ lastGateOutcome: 'CONDITIONAL' });
    expect(after(registered, conditional, passed(2))).toMatchObject({ lastGateOutcome: 'PASS', lastGateAttempt: 2 });
  });
});

it('sums money and counts projects by portfolio, programme and department', () => {
  expect(Object.keys(portfolioDashboard.totals)).toEqual([
    'countByPortfolio',
    'countByProgramme',
    'countByUnit',
    'countByPhase',
    'sumByPortfolio',
    'sumByProgramme',
    'sumByUnit',
  ]);
});
