import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProjectEvents } from '../contract/project.contract';
import { projectRegister } from './project-register.view';

type Event = Seen<ProjectEvents & PortfolioEvents>;
const after = (...events: readonly Event[]) =>
  viewRows<ProjectEvents & PortfolioEvents>(projectRegister, ...events)['P-1'];

const id = 'P-1';
const registration = {
  name: 'Harbour lights',
  portfolioId: 'CITY',
  unit: 'Harbour',
  tier: 'STANDARD',
  lifeCycle: 'PM2-1',
} as const;
const registered: Event = { id, type: 'ProjectRegistered', data: registration };
const year = (returnOn: string, data: Partial<ProjectEvents['LegacyProfileReported']> = {}): Event => ({
  id,
  type: 'LegacyProfileReported',
  data: { on: returnOn, returnOn, source: 'returns', name: 'Lights', portfolioId: 'GMPP', notStated: [], ...data },
  at: `${data.on ?? returnOn}T00:00:00.000Z`,
});
const absent = (returnOn: string, source = 'returns'): Event => ({
  id,
  type: 'LegacyAbsenceReported',
  data: { source, returnOn },
  at: `${returnOn}T00:00:00.000Z`,
});
const cost = (returnOn: string, amount: number): Event => ({
  id,
  type: 'LegacyCostReported',
  data: { on: returnOn, returnOn, source: 'returns', wholeLifeCost: gbp(amount) },
  at: `${returnOn}T00:00:00.000Z`,
});
const rated = (assessor: string, rating?: string): Event => ({
  id,
  type: 'DeliveryConfidenceAssessed',
  data: { assessor, scale: 'DCA-5', ...(rating ? { rating } : { statement: 'Exempt' }) },
});

describe('a registered project', () => {
  it('ProjectRegistered enters it', () => {
    expect(after(registered)).toMatchObject({
      project: 'P-1',
      name: 'Harbour lights',
      portfolio: 'CITY',
      programme: null,
      unit: 'Harbour',
      tier: 'STANDARD',
      phase: 'REGISTERED',
      lifeCycle: 'PM2-1',
      policyVersion: null,
      stages: ['Initiating', 'Planning – RfP', 'Executing – RfE', 'Closing – RfC'],
      source: null,
      removed: false,
    });
  });
  it('ProjectRegistered shows the stages that a policy defined, and its version', () => {
    const stages = [{ name: 'Discovery' }, { name: 'Live', gate: 'L' }];
    const own: Event = { id, type: 'ProjectRegistered', data: { ...registration, stages, policyVersion: 3 } };
    expect(after(own)).toMatchObject({ policyVersion: 3, stages: ['Discovery', 'Live – L'] });
  });
  const steps: readonly (readonly [Event, object])[] = [
    [
      {
        id,
        type: 'PolicyTransitionApplied',
        data: { toVersion: 2, lifeCycle: 'PM2-1', stages: [{ name: 'Only' }, { name: 'Last', gate: 'L' }] },
      },
      { policyVersion: 2, stages: ['Only', 'Last – L'] },
    ],
    [{ id, type: 'SponsorAssigned', data: { personId: 'sam' } }, { sponsor: 'sam' }],
    [{ id, type: 'ProjectManagerAssigned', data: { personId: 'paul' } }, { manager: 'paul' }],
    [
      {
        id,
        type: 'ProjectApproved',
        data: {
          authorisedTotal: gbp(5),
          startsOn: '2026-02-01',
          endsOn: '2027-02-01',
          approvedBy: 'ben',
          rationale: 'x',
        },
      },
      { phase: 'APPROVED', startsOn: '2026-02-01', endsOn: '2027-02-01' },
    ],
    [
      { id, type: 'StageStarted', data: { stage: 2, name: 'Planning' } },
      { phase: 'IN_STAGE', stage: 2, stageName: 'Planning' },
    ],
    [{ id, type: 'StageCompleted', data: { stage: 1 } }, { phase: 'BETWEEN_STAGES' }],
    [{ id, type: 'ScheduleReforecast', data: { endsOn: '2027-05-01', reason: 'x' } }, { endsOn: '2027-05-01' }],
    [{ id, type: 'ProjectRenamed', data: { from: 'Harbour lights', name: 'Lights', reason: 'x' } }, { name: 'Lights' }],
    [{ id, type: 'ProjectTransferred', data: { from: 'Harbour', unit: 'Roads', reason: 'x' } }, { unit: 'Roads' }],
    [{ id, type: 'ProjectAdmittedToProgramme', data: { programmeId: 'SEA' } }, { programme: 'SEA' }],
    [{ id, type: 'ProjectReleasedFromProgramme', data: { programmeId: 'SEA', reason: 'x' } }, { programme: null }],
    [
      { id, type: 'ProjectPlacedOnHold', data: { reason: 'x', reviewBy: '2026-06-01' } },
      { phase: 'ON_HOLD', heldPhase: 'REGISTERED' },
    ],
    [{ id, type: 'ProjectClosureRequested', data: { endReport: 'D' } }, { phase: 'CLOSING' }],
    [
      {
        id,
        type: 'ProjectClosed',
        data: { finalCost: gbp(1), finishedOn: '2027-01-20', endReport: 'D', rationale: 'x' },
      },
      { phase: 'CLOSED', endsOn: '2027-01-20' },
    ],
    [{ id, type: 'ProjectTerminated', data: { reason: 'x', sunkCost: gbp(1) } }, { phase: 'TERMINATED' }],
    [rated('ana', 'AMBER'), { confidence: 'AMBER', confidenceScale: 'DCA-5', confidenceAssessor: 'ana' }],
    [
      { id: 'CITY', type: 'ComponentAdmitted', data: { kind: 'PROJECT', componentId: id, category: 'Ports' } },
      { category: 'Ports' },
    ],
  ];
  it.each(steps)('$type changes its row and nothing else', (event, changed) => {
    expect(after(registered, event)).toEqual({ ...after(registered), ...changed });
    expect(after(event)).toBeUndefined();
  });
  it('ProjectResumed gives the phase back that the hold interrupted', () => {
    const held: Event = { id, type: 'ProjectPlacedOnHold', data: { reason: 'x', reviewBy: '2026-06-01' } };
    const resumed: Event = { id, type: 'ProjectResumed', data: { reason: 'x' } };
    const started: Event = { id, type: 'StageStarted', data: { stage: 1, name: 'Initiating' } };
    expect(after(registered, started, held, resumed)).toEqual(after(registered, started));
  });
  it('ComponentRemoved takes it out for good; one of a programme does not', () => {
    const removed = (kind: 'PROJECT' | 'PROGRAMME'): Event => ({
      id: 'CITY',
      type: 'ComponentRemoved',
      data: { kind, componentId: id, reason: 'Cut' },
    });
    expect(after(registered, removed('PROJECT'))).toBeUndefined();
    expect(after(year('2014-09-30'), removed('PROJECT'), year('2026-09-30'))).toBeUndefined();
    expect(after(registered, removed('PROGRAMME'))).toEqual(after(registered));
  });
});

describe('a project of earlier records', () => {
  it('LegacyProfileReported enters it, with what is left open', () => {
    const notStated = [{ field: 'endsOn', statement: 'TBC' }];
    expect(after(year('2014-09-30', { unit: 'Roads', sourceId: 'X1', description: 'Text', notStated }))).toMatchObject({
      name: 'Lights',
      portfolio: 'GMPP',
      unit: 'Roads',
      phase: 'ASSERTED',
      tier: null,
      source: 'returns',
      returnOn: '2014-09-30',
      sourceId: 'X1',
      description: 'Text',
      notStated: ['endsOn: TBC'],
    });
  });
  it('is what the latest return says, in whatever order the returns arrive', () => {
    const [first, second] = [year('2014-09-30', { unit: 'Roads' }), year('2015-09-30', { name: 'New lights' })];
    expect(after(second, first)).toEqual(after(first, second));
    expect(after(first, second)).toMatchObject({ name: 'New lights', unit: null, returnOn: '2015-09-30' });
  });
  it('is what the latest return says even if all speak of one day', () => {
    const [first, second] = [
      year('2014-09-30', { on: '2010-01-01' }),
      year('2015-09-30', { on: '2010-01-01', name: 'New' }),
    ];
    expect(after(second, first)).toMatchObject({ name: 'New', returnOn: '2015-09-30' });
  });
  it('LegacyCostReported gives amounts, and takes back those a later return leaves out', () => {
    expect(after(year('2014-09-30'), cost('2014-09-30', 9))).toMatchObject({ wholeLifeCost: gbp(9), benefits: null });
    const silent: Event = {
      id,
      type: 'LegacyCostReported',
      data: { on: '2015-09-30', returnOn: '2015-09-30', source: 'returns' },
      at: '2015-09-30T00:00:00.000Z',
    };
    expect(after(year('2014-09-30'), cost('2014-09-30', 9), silent)).toMatchObject({ wholeLifeCost: null });
  });
  it('LegacyAbsenceReported takes it out until it is reported again', () => {
    expect(after(year('2014-09-30'), absent('2015-09-30'))).toBeUndefined();
    expect(after(year('2014-09-30'), absent('2015-09-30'), year('2016-09-30'))).toMatchObject({
      returnOn: '2016-09-30',
    });
  });
  it('stays when another source no longer names it, or a later return of the same does', () => {
    expect(after(year('2014-09-30'), absent('2015-09-30', 'other'))).toBeDefined();
    expect(after(year('2016-09-30', { on: '2010-01-01' }), absent('2014-09-30'))).toBeDefined();
  });
  it('keeps a rating that another assessor withholds, and loses one its own withdraws', () => {
    const first = year('2014-09-30');
    expect(after(first, rated('IPA', 'RED'), rated('SRO'))).toMatchObject({
      confidence: 'RED',
      confidenceAssessor: 'IPA',
    });
    expect(after(first, rated('IPA', 'RED'), rated('IPA'))).toMatchObject({ confidence: null });
  });
  it('becomes a registered one that records no longer overrule', () => {
    const past = [year('2014-09-30', { description: 'Text' }), cost('2014-09-30', 9), registered];
    expect(after(...past)).toMatchObject({ phase: 'REGISTERED', description: 'Text', wholeLifeCost: gbp(9) });
    expect(after(...past, year('2027-09-30'))).toMatchObject({ name: 'Harbour lights', returnOn: '2027-09-30' });
    expect(after(...past, absent('2027-09-30'))).toMatchObject({ name: 'Harbour lights' });
  });
});
