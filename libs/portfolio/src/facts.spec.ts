import type { Read } from '@tabularium/http';
import type { FactMeta, MessageMap, Reading } from '@tabularium/kernel';
import { gbp } from '@tabularium/testing';
import { lifeCycles } from './contract/life-cycles';
import { gateReviewFacts, portfolioFacts, programmeFacts, projectFacts } from './facts';

interface Happened {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
}

type Step<S> = (state: S, data: object, meta: FactMeta) => S;

const isStep = <S>(value: unknown): value is Step<S> => typeof value === 'function';

/** Folds the streams of a small log, as the runtime does. */
const reading =
  (log: readonly Happened[]): Read =>
  <S, E extends MessageMap>(fold: Reading<S, E>, id: string) => {
    const steps = new Map<string, unknown>(Object.entries(fold.evolve));
    const evolve = (state: S, { type, data }: Happened, revision: number): S => {
      const step = steps.get(type);
      return isStep<S>(step) ? step(state, data, metaOf(revision)) : state;
    };
    const events = log.filter(({ stream }) => stream === `${fold.category}-${id}`);
    return Promise.resolve(events.reduce(evolve, fold.initial));
  };

const metaOf = (revision: number): FactMeta => ({
  eventId: `event-${revision}`,
  revision,
  actor: { id: 'ana' },
  authority: { basis: 'ROLE' },
  recordedAt: '2026-01-05T09:00:00.000Z',
  effectiveAt: '2026-01-05T09:00:00.000Z',
});

const asked = <C>(id: string, command: C, ...log: readonly Happened[]) => ({
  id,
  command,
  today: '2026-03-02',
  read: reading(log),
  revision: (category: string, of: string) =>
    Promise.resolve(log.filter(({ stream }) => stream === `${category}-${of}`).length - 1),
});

const chartered: Happened = { stream: 'portfolio-CITY', type: 'PortfolioChartered', data: { name: 'C', ccy: 'GBP' } };
const closed: Happened = { stream: 'portfolio-CITY', type: 'PortfolioClosed', data: { reason: 'x' } };
const mandated: Happened = {
  stream: 'programme-SEA',
  type: 'ProgrammeMandated',
  data: { name: 'Sea', portfolioId: 'CITY', unit: 'Harbour' },
};
const registration = {
  name: 'Lights',
  portfolioId: 'CITY',
  programmeId: 'SEA',
  unit: 'Harbour',
  tier: 'LIGHT',
  lifeCycle: 'PM2-1',
} as const;
const registered: Happened = { stream: 'project-P-1', type: 'ProjectRegistered', data: registration };
const passed = (gate: string, validUntil?: string): Happened => ({
  stream: `gateReview-P-1.${gate}`,
  type: 'GatePassed',
  data: { projectId: 'P-1', gate, attempt: 1, reason: 'x', ...(validUntil ? { validUntil } : {}) },
});

const agile = [{ name: 'Discovery' }, { name: 'Alpha', gate: 'A' }, { name: 'Live', gate: 'L' }];
const ofLifeCycles = (type: string, data: object): Happened => ({ stream: 'governancePolicy-LIFE_CYCLE', type, data });
const lifeCyclesDrafted = (version: number, stages: readonly { readonly name: string; readonly gate?: string }[]) =>
  ofLifeCycles('PolicyDrafted', {
    version,
    kind: 'LIFE_CYCLE',
    title: 'Life cycles',
    rules: stages.map(({ name, gate }, at) => ({
      ruleId: `AGILE.${at + 1}`,
      text: name,
      ...(gate ? { value: gate } : {}),
    })),
  });
const lifeCyclePolicy = [
  lifeCyclesDrafted(1, agile),
  ofLifeCycles('PolicyActivated', { version: 1, from: '2026-03-01' }),
  lifeCyclesDrafted(2, agile.slice(0, 1)),
  ofLifeCycles('PolicyActivated', { version: 2, from: '2026-03-03' }),
];

describe('facts of a project', () => {
  it('say whether portfolio and programme are open', async () => {
    const { RegisterProject } = projectFacts;
    expect(await RegisterProject(asked('P-1', registration, chartered, mandated))).toEqual({
      portfolioExists: true,
      programmeOpen: true,
    });
    expect(await RegisterProject(asked('P-1', registration, chartered, closed))).toEqual({
      portfolioExists: false,
      programmeOpen: false,
    });
  });
  it('bring the life cycles of the policy in force on the day', async () => {
    const log = [chartered, mandated, ...lifeCyclePolicy];
    expect((await projectFacts.RegisterProject(asked('P-1', registration, ...log))).lifeCycles).toEqual({
      version: 1,
      stages: new Map([['AGILE', agile]]),
    });
    const later = { ...asked('P-1', registration, ...log), today: '2026-03-03' };
    expect((await projectFacts.RegisterProject(later)).lifeCycles?.version).toBe(2);
  });
  it('look for the gate among the stages of the project', async () => {
    const ownStages: Happened = { ...registered, data: { ...registration, stages: agile, policyVersion: 1 } };
    const ask = (stage: number, ...log: readonly Happened[]) =>
      projectFacts.StartStage(asked('P-1', { stage }, ownStages, ...log));
    expect(await ask(2, passed('RfP'))).toEqual({ passed: false });
    expect(await ask(2, passed('A'))).toEqual({ passed: true });
    expect(await ask(3, passed('A'))).toEqual({ passed: false });
  });
  it('say up to which stage gates are settled', async () => {
    const ask = async (...log: readonly Happened[]) => {
      const facts = await projectFacts.ApplyPolicyTransition(asked('P-1', { toVersion: 1 }, registered, ...log));
      return facts.settled;
    };
    const attempt = (gate: string, type: string): Happened => ({
      stream: `gateReview-P-1.${gate}`,
      type,
      data: { projectId: 'P-1', gate, attempt: 1, criteria: [], reason: 'x' },
    });
    expect(await ask()).toBe(0);
    expect(await ask(passed('G1'))).toBe(0);
    expect(await ask(passed('RfP'))).toBe(2);
    expect(await ask(passed('RfP', '2026-03-01'))).toBe(0);
    expect(await ask(passed('RfP'), attempt('RfE', 'GateOpened'))).toBe(3);
    for (const type of ['GateReworkRequired', 'GateHeld', 'GatePassRevoked'])
      expect(await ask(passed('RfP'), attempt('RfE', type))).toBe(2);
    for (const type of ['GateReadinessDeclared', 'GatePassedWithConditions', 'GateStopped'])
      expect(await ask(attempt('RfE', type))).toBe(3);
  });
  it('say whether the gate of the stage is passed and has not lapsed', async () => {
    const ask = (...log: readonly Happened[]) =>
      projectFacts.StartStage(asked('P-1', { stage: 2 }, registered, ...log));
    expect(await ask()).toEqual({ passed: false });
    expect(await ask(passed('RfE'))).toEqual({ passed: false });
    expect(await ask(passed('RfP'))).toEqual({ passed: true });
    expect(await ask(passed('RfP', '2026-03-02'))).toEqual({ passed: true });
    expect(await ask(passed('RfP', '2026-03-01'))).toEqual({ passed: false });
  });
  it('list open commitments and change requests before closure', async () => {
    const close = { finalCost: gbp(1), finishedOn: '2026-03-01', rationale: 'x' };
    const committed: Happened = {
      stream: 'costLedger-P-1',
      type: 'CommitmentPlaced',
      data: { commitmentId: 'PO-7', account: 'A', amount: gbp(5), supplier: 'S', externalRef: 'E' },
    };
    const raised = (n: number): Happened => ({
      stream: `changeRequest-P-1.CR-0${n}`,
      type: 'ChangeRequested',
      data: { projectId: 'P-1' },
    });
    const rejected: Happened = {
      stream: 'changeRequest-P-1.CR-01',
      type: 'ChangeRejected',
      data: { projectId: 'P-1' },
    };
    const log = [registered, committed, raised(1), raised(2), rejected];
    expect(await projectFacts.CloseProject(asked('P-1', close, ...log))).toEqual({
      open: ['commitment PO-7', 'P-1.CR-02'],
    });
    expect(await projectFacts.CloseProject(asked('P-1', close, registered))).toEqual({ open: [] });
  });
});

describe('facts of a portfolio', () => {
  it('say where a component belongs and what it is called', async () => {
    const project = { kind: 'PROJECT', componentId: 'P-1' } as const;
    const programme = { kind: 'PROGRAMME', componentId: 'SEA' } as const;
    const home = { home: 'CITY', unit: 'Harbour' };
    const { AdmitComponent, RemoveComponent } = portfolioFacts;
    expect(await AdmitComponent(asked('CITY', project, registered))).toEqual({ ...home, name: 'Lights' });
    expect(await RemoveComponent(asked('CITY', { ...programme, reason: 'x' }, mandated))).toEqual({
      ...home,
      name: 'Sea',
    });
    expect(await AdmitComponent(asked('CITY', project))).toEqual({});
  });
  it('take the word of an earlier record for a project that was never registered', async () => {
    const reported: Happened = {
      stream: 'project-P-1',
      type: 'LegacyProfileReported',
      data: {
        on: '2014-09-30',
        returnOn: '2014-09-30',
        source: 's',
        name: 'Bridge',
        portfolioId: 'GMPP',
        notStated: [],
      },
    };
    const component = { kind: 'PROJECT', componentId: 'P-1' } as const;
    expect(await portfolioFacts.AdmitComponent(asked('GMPP', component, reported))).toEqual({
      home: 'GMPP',
      name: 'Bridge',
    });
  });
});

it('facts of a programme say whether its portfolio is open', async () => {
  const mandate = { name: 'Sea', portfolioId: 'CITY', unit: 'Harbour' };
  expect(await programmeFacts.MandateProgramme(asked('SEA', mandate, chartered))).toEqual({ portfolioOpen: true });
  expect(await programmeFacts.MandateProgramme(asked('SEA', mandate))).toEqual({ portfolioOpen: false });
});

describe('facts of a gate', () => {
  it('tell where the project stands and whether the gate before is passed', async () => {
    const open = { criteria: [] };
    const started: Happened = { stream: 'project-P-1', type: 'StageStarted', data: { stage: 1, name: 'Initiating' } };
    expect(await gateReviewFacts.OpenGate(asked('P-1.RfE', open, registered, started, passed('RfP')))).toEqual({
      phase: 'inStage',
      lifeCycle: 'PM2-1',
      stages: lifeCycles['PM2-1'],
      projectStage: 1,
      previousPassed: true,
    });
    expect(await gateReviewFacts.OpenGate(asked('P-1.RfE', open, registered))).toMatchObject({ previousPassed: false });
    expect(await gateReviewFacts.OpenGate(asked('P-1.RfP', open))).toEqual({
      phase: 'absent',
      stages: [],
      projectStage: 0,
      previousPassed: false,
    });
  });
  it('name what the policy in force on the day asks of the gate', async () => {
    const policy = (type: string, data: object): Happened => ({ stream: 'governancePolicy-GATE_CRITERIA', type, data });
    const drafted = (version: number, ...rules: readonly object[]) =>
      policy('PolicyDrafted', { version, kind: 'GATE_CRITERIA', title: 'Gates', rules });
    const one = { ruleId: 'PM2-1.RfP.case', text: 'x'.repeat(600), evidence: 'document', test: 'approved' };
    const two = { ruleId: 'PM2-1.RfP.risks', text: 'Risk log', value: 'OPTIONAL' };
    const log = [
      registered,
      drafted(1, one, two, { ...one, ruleId: 'PM2-1.RfE.case' }),
      policy('PolicyActivated', { version: 1, from: '2026-03-01' }),
      drafted(2, two),
      policy('PolicyActivated', { version: 2, from: '2026-03-03' }),
    ];
    expect((await gateReviewFacts.OpenGate(asked('P-1.RfP', {}, ...log))).policy).toEqual({
      version: 1,
      criteria: [
        { id: 'case', text: `${'x'.repeat(499)}…`, mandatory: true },
        { id: 'risks', text: 'Risk log', mandatory: false },
      ],
    });
    expect((await gateReviewFacts.OpenGate(asked('P-1.RfC', {}, ...log))).policy).toEqual({
      version: 1,
      criteria: [],
    });
  });
  it('go by the stages of the project, and by criteria named after its life cycle', async () => {
    const own: Happened = { ...registered, data: { ...registration, lifeCycle: 'AGILE', stages: agile } };
    const rule = { ruleId: 'AGILE.L.case', text: 'Case', evidence: 'document', test: 'approved' };
    const policy = (type: string, data: object): Happened => ({ stream: 'governancePolicy-GATE_CRITERIA', type, data });
    const log = [
      own,
      passed('A'),
      policy('PolicyDrafted', { version: 1, kind: 'GATE_CRITERIA', title: 'Gates', rules: [rule] }),
      policy('PolicyActivated', { version: 1, from: '2026-03-01' }),
    ];
    expect(await gateReviewFacts.OpenGate(asked('P-1.L', {}, ...log))).toMatchObject({
      stages: agile,
      previousPassed: true,
      policy: { version: 1, criteria: [{ id: 'case', text: 'Case', mandatory: true }] },
    });
  });
  it('name the parties to the project', async () => {
    const sponsored: Happened = { stream: 'project-P-1', type: 'SponsorAssigned', data: { personId: 'sam' } };
    const managed: Happened = { stream: 'project-P-1', type: 'ProjectManagerAssigned', data: { personId: 'paul' } };
    const decision = { outcome: 'PASS', reason: 'x' } as const;
    const log = [registered, sponsored, managed];
    expect(await gateReviewFacts.RecordGateDecision(asked('P-1.RfP', decision, ...log))).toEqual({
      phase: 'registered',
      parties: ['sam', 'paul'],
    });
  });
});
