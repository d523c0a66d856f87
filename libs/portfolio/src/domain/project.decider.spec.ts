import { gbp, scenario, stateOf, type Past } from '@tabularium/testing';
import type { ProjectEvents } from '../contract/project.contract';
import { project } from './project.decider';
import type { Phase } from './project.state';

type Happened = Past<ProjectEvents>;
const { given } = scenario(project);

const registration = {
  name: 'Harbour lights',
  portfolioId: 'CITY',
  unit: 'Harbour',
  tier: 'STANDARD',
  lifeCycle: 'PM2-1',
} as const;
const approval = { authorisedTotal: gbp(500_000), startsOn: '2026-02-01', endsOn: '2027-02-01', rationale: 'Needed' };

const registered: Happened = { type: 'ProjectRegistered', data: registration, by: 'ana' };
const sponsored: Happened = { type: 'SponsorAssigned', data: { personId: 'sam' } };
const approved: Happened = { type: 'ProjectApproved', data: { ...approval, approvedBy: 'ben' } };
const inStage = (stage: number): Happened => ({ type: 'StageStarted', data: { stage, name: 'Stage' } });
const completed = (stage: number): Happened => ({ type: 'StageCompleted', data: { stage } });
const closing: Happened = { type: 'ProjectClosureRequested', data: { endReport: 'DOC-9' } };
const held: Happened = { type: 'ProjectPlacedOnHold', data: { reason: 'Funding', reviewBy: '2026-06-01' } };

describe('registering', () => {
  it('enters a project in a portfolio that exists', () => {
    given()
      .when('RegisterProject', registration, { facts: { portfolioExists: true } })
      .thenData(registration);
  });
  it('refuses a code that is taken', () => {
    given(registered)
      .when('RegisterProject', registration, { facts: { portfolioExists: true } })
      .thenRefused('PROJECT_EXISTS');
  });
  it('refuses a portfolio nobody chartered', () => {
    given()
      .when('RegisterProject', registration, { facts: { portfolioExists: false } })
      .thenRefused('PORTFOLIO_NOT_OPEN');
  });
  it('refuses a finish before the start', () => {
    const reversed = { ...registration, startsOn: '2026-02-01', endsOn: '2026-01-31' };
    given()
      .when('RegisterProject', reversed, { facts: { portfolioExists: true } })
      .thenRefused('DATES_REVERSED');
  });
});

describe('programmes', () => {
  const inProgramme: Happened = { type: 'ProjectAdmittedToProgramme', data: { programmeId: 'HARBOUR' } };
  const open = { facts: { programmeOpen: true } };
  it('are named at registration only if they are open', () => {
    const named = { ...registration, programmeId: 'HARBOUR' };
    const ask = (programmeOpen: boolean) =>
      given().when('RegisterProject', named, { facts: { portfolioExists: true, programmeOpen } });
    ask(true).thenData(named);
    ask(false).thenRefused('PROGRAMME_NOT_OPEN', { programmeId: 'HARBOUR' });
  });
  it('hold a project one at a time', () => {
    given(registered).when('AdmitToProgramme', { programmeId: 'HARBOUR' }, open).thenData({ programmeId: 'HARBOUR' });
    given(registered, inProgramme).when('AdmitToProgramme', { programmeId: 'HARBOUR' }, open).thenNothing();
    given(registered, inProgramme)
      .when('AdmitToProgramme', { programmeId: 'ROADS' }, open)
      .thenRefused('IN_OTHER_PROGRAMME', { programmeId: 'HARBOUR' });
    given({ ...registered, data: { ...registration, programmeId: 'HARBOUR' } })
      .when('AdmitToProgramme', { programmeId: 'ROADS' }, open)
      .thenRefused('IN_OTHER_PROGRAMME');
    given(registered)
      .when('AdmitToProgramme', { programmeId: 'ROADS' }, { facts: { programmeOpen: false } })
      .thenRefused('PROGRAMME_NOT_OPEN');
  });
  it('let a project go, which may then enter another', () => {
    const released: Happened = { type: 'ProjectReleasedFromProgramme', data: { programmeId: 'HARBOUR', reason: 'x' } };
    given(registered, inProgramme)
      .when('ReleaseFromProgramme', { reason: 'x' })
      .thenData({ programmeId: 'HARBOUR', reason: 'x' });
    given(registered).when('ReleaseFromProgramme', { reason: 'x' }).thenRefused('IN_NO_PROGRAMME');
    given(registered, inProgramme, released)
      .when('AdmitToProgramme', { programmeId: 'ROADS' }, open)
      .thenFacts('ProjectAdmittedToProgramme');
  });
});

describe('approving', () => {
  const asked = { actor: 'ben', limit: gbp(500_000) };
  it('authorises up to the delegated limit', () => {
    given(registered, sponsored)
      .when('ApproveProject', approval, asked)
      .thenFacts('ProjectApproved')
      .thenData({ ...approval, approvedBy: 'ben' });
  });
  it('refuses one penny above the limit', () => {
    given(registered, sponsored)
      .when('ApproveProject', approval, { actor: 'ben', limit: gbp(499_999.99) })
      .thenRefused('AUTHORITY_EXCEEDED');
  });
  it('refuses whoever has no limit', () => {
    given(registered, sponsored).when('ApproveProject', approval, { actor: 'ben' }).thenRefused('AUTHORITY_EXCEEDED');
  });
  it.each(['ana', 'sam'])('refuses a party to the project (%s)', (actor) => {
    given(registered, sponsored)
      .when('ApproveProject', approval, { ...asked, actor })
      .thenRefused('SOD_SELF_APPROVAL');
  });
  it('refuses a project nobody is accountable for', () => {
    given(registered).when('ApproveProject', approval, asked).thenRefused('SPONSOR_MISSING');
  });
});

describe('stages', () => {
  it('starts the first stage without a gate', () => {
    given(registered, approved)
      .when('StartStage', { stage: 1 }, { facts: { passed: false } })
      .thenData({ stage: 1, name: 'Initiating' });
  });
  it('starts the next stage only after its gate is passed', () => {
    const past = [registered, approved, inStage(1), completed(1)];
    given(...past)
      .when('StartStage', { stage: 2 }, { facts: { passed: false } })
      .thenRefused('GATE_NOT_PASSED', { gate: 'RfP', stage: 2 });
    given(...past)
      .when('StartStage', { stage: 2 }, { facts: { passed: true } })
      .thenFacts('StageStarted');
  });
  it('skips none', () => {
    given(registered, approved)
      .when('StartStage', { stage: 2 }, { facts: { passed: true } })
      .thenRefused('STAGE_OUT_OF_ORDER', { next: 1 });
  });
});

describe('closing', () => {
  const close = { finalCost: gbp(480_000), finishedOn: '2027-01-20', rationale: 'Delivered' };
  it('lists what is still open', () => {
    given(registered, approved, inStage(1), closing)
      .when('CloseProject', close, { facts: { open: ['commitment PO-7'] }, limit: gbp(500_000) })
      .thenRefused('CLOSURE_BLOCKED', { open: ['commitment PO-7'] });
  });
  it('keeps the end report', () => {
    given(registered, approved, inStage(1), closing)
      .when('CloseProject', close, { facts: { open: [] }, limit: gbp(500_000) })
      .thenData({ ...close, endReport: 'DOC-9' });
  });
});

describe('delivery confidence', () => {
  const assessment = { scale: 'DCA-5', rating: 'AMBER', commentary: 'Supplier late' } as const;
  it('takes a value of its scale only', () => {
    given(registered)
      .when('AssessDeliveryConfidence', { ...assessment, rating: '3' })
      .thenRefused('RATING_NOT_ON_SCALE');
  });
  it('speaks of today or earlier, never before the registration', () => {
    given(registered)
      .when('AssessDeliveryConfidence', { ...assessment, effectiveOn: '2026-03-03' })
      .thenRefused('EFFECTIVE_IN_FUTURE');
    given(registered)
      .when('AssessDeliveryConfidence', { ...assessment, effectiveOn: '2026-01-04' })
      .thenRefused('BEFORE_REGISTRATION');
  });
  it.each([
    ['Pacific/Auckland', '2026-03-01T20:00:00.000Z', '2026-03-02', '2026-03-01'],
    ['America/Los_Angeles', '2026-03-02T02:00:00.000Z', '2026-03-01', '2026-02-28'],
  ])('speaks of no day before that of the registration there: %s', (zone, at, day, dayBefore) => {
    const assessing = (effectiveOn: string) =>
      given({ ...registered, at }).when('AssessDeliveryConfidence', { ...assessment, effectiveOn }, { zone });
    assessing(day).thenFacts('DeliveryConfidenceAssessed');
    assessing(dayBefore).thenRefused('BEFORE_REGISTRATION', { registeredOn: day });
  });
  it('is corrected by a new event that says what was believed', () => {
    const past: Happened[] = [
      registered,
      { type: 'DeliveryConfidenceAssessed', data: { assessor: 'ana', ...assessment } },
    ];
    given(...past)
      .when('CorrectDeliveryConfidence', {
        assessmentEventId: 'event-1',
        rating: 'RED',
        commentary: 'Was misread',
        reason: 'Typing error',
      })
      .thenFacts('FactCorrected');
  });
});

describe('every phase takes only its commands', () => {
  const pasts: Readonly<Record<Exclude<Phase, 'asserted'>, readonly Happened[]>> = {
    absent: [],
    registered: [registered, sponsored],
    approved: [registered, sponsored, approved],
    inStage: [registered, sponsored, approved, inStage(1)],
    betweenStages: [registered, sponsored, approved, inStage(1), completed(1)],
    onHold: [registered, sponsored, approved, held],
    closing: [registered, sponsored, approved, inStage(1), closing],
    closed: [
      registered,
      { type: 'ProjectClosed', data: { finalCost: gbp(1), finishedOn: '2027-01-01', endReport: 'D', rationale: 'x' } },
    ],
    terminated: [registered, { type: 'ProjectTerminated', data: { reason: 'x', sunkCost: gbp(1) } }],
  };
  const commands = {
    ApproveProject: { phases: ['registered'], data: approval },
    PlaceOnHold: { phases: ['approved', 'inStage', 'betweenStages'], data: { reason: 'x', reviewBy: '2026-06-01' } },
    ResumeProject: { phases: ['onHold'], data: { reason: 'x' } },
    CompleteStage: { phases: ['inStage'], data: { stage: 1 } },
    RequestClosure: { phases: ['inStage', 'betweenStages'], data: { endReport: 'D' } },
    RenameProject: {
      phases: ['registered', 'approved', 'inStage', 'betweenStages', 'onHold', 'closing'],
      data: { name: 'New', reason: 'x' },
    },
  } as const;
  const table = Object.entries(pasts).flatMap(([phase, past]) =>
    (Object.keys(commands) as (keyof typeof commands)[]).map((command) => ({ phase, past, command })),
  );
  it.each(table)('$command when $phase', ({ phase, past, command }) => {
    const { phases, data } = commands[command];
    const outcome = given(...past).when(command, data, { actor: 'ben', limit: gbp(1_000_000) });
    const isAllowed = (phases as readonly string[]).includes(phase);
    if (isAllowed) expect(outcome.facts).toHaveLength(1);
    else outcome.thenRefused(phase === 'absent' ? 'PROJECT_NOT_FOUND' : 'NOT_IN_PHASE');
  });
  it('resumes the phase that the hold interrupted', () => {
    const past: Happened[] = [...pasts.inStage, held, { type: 'ProjectResumed', data: { reason: 'x' } }];
    expect(stateOf(project, past).phase).toBe('inStage');
  });
});
