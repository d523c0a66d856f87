import { gbp, scenario, stateOf, utcDay, type Past } from '@tabularium/testing';
import type { ChangeRequestEvents } from '../contract/change-request.contract';
import { IMPACT_ASPECTS, type ChangeStage } from '../contract/vocabulary';
import { changeRequest } from './change-request.decider';

type Happened = Past<ChangeRequestEvents>;
const { given } = scenario(changeRequest);

const id = 'PRJ-2026-0001.CR-02';
const projectId = 'PRJ-2026-0001';
const request = {
  type: 'REQUEST_FOR_CHANGE',
  title: 'Second crane',
  description: 'One is too slow',
  category: 'Scope',
  priority: 3,
} as const;
const impact = {
  cost: gbp(500),
  days: 10,
  scope: 'One crane more',
  quality: 'None',
  benefits: 'Earlier opening',
  risk: 'Lower',
  sustainability: 'None',
  ifNotDone: 'Opening slips',
};
const verification = { actualCost: gbp(520), actualDays: 8 };

const raised: Happened = { type: 'ChangeRequested', data: { projectId, ...request, raisedBy: 'ana' } };
const triaged: Happened = { type: 'ChangeTriaged', data: { projectId, size: 2, route: 'Sponsor' } };
const assessed: Happened = { type: 'ChangeImpactAssessed', data: { projectId, ...impact } };
const submitted: Happened = { type: 'ChangeSubmitted', data: { projectId, submittedBy: 'pat' } };
const approved: Happened = { type: 'ChangeApproved', data: { projectId, approvedBy: 'ben', rationale: 'Needed' } };
const implemented: Happened = { type: 'ChangeImplemented', data: { projectId, evidence: 'DOC-3' } };
const waiting = [raised, triaged, assessed, submitted];

describe('raising', () => {
  const raise = (how: { id?: string; project?: 'absent' | 'open' | 'closed'; previousRaised?: boolean }) =>
    given().when('RaiseChange', request, {
      id: how.id ?? id,
      actor: 'ana',
      facts: { project: how.project ?? 'open', previousRaised: how.previousRaised ?? true },
    });
  it('names the project and who asked', () => {
    raise({}).thenData({ projectId, ...request, raisedBy: 'ana' });
  });
  it('leaves no gap in the codes of a project', () => {
    raise({ previousRaised: false }).thenRefused('CHANGE_OUT_OF_ORDER', { previous: 'PRJ-2026-0001.CR-01' });
  });
  it.each([
    'PRJ-2026-0001',
    'PRJ-2026-0001.CR-1',
    'PRJ-2026-0001.CR-002',
    'PRJ-2026-0001.CR-00',
    'PRJ.CR-01.x',
    'P.X-01',
  ])('refuses the code %s', (code) => {
    raise({ id: code }).thenRefused('CHANGE_CODE_INVALID');
  });
  it('counts on after 99', () => {
    raise({ id: 'PRJ-2026-0001.CR-100', previousRaised: false }).thenRefused('CHANGE_OUT_OF_ORDER', {
      previous: 'PRJ-2026-0001.CR-99',
    });
  });
  it('needs a project that runs', () => {
    raise({ project: 'absent' }).thenRefused('PROJECT_NOT_FOUND');
    raise({ project: 'closed' }).thenRefused('PROJECT_CLOSED');
  });
});

describe('assessing', () => {
  it.each(IMPACT_ASPECTS)('wants an answer on %s', (aspect) => {
    const { [aspect]: _, ...partial } = impact;
    given(raised, triaged)
      .when('AssessImpact', partial, { id })
      .thenRefused('IMPACT_INCOMPLETE', { missing: [aspect] });
  });
  it('takes blanks for no answer and names all of them', () => {
    given(raised, triaged)
      .when('AssessImpact', { ...impact, risk: '  ', sustainability: '' }, { id })
      .thenRefused('IMPACT_INCOMPLETE', { missing: ['risk', 'sustainability'] });
  });
  it('takes nought for an answer', () => {
    const none = { ...impact, cost: gbp(0), days: 0 };
    given(raised, triaged)
      .when('AssessImpact', none, { id })
      .thenData({ projectId, ...none });
  });
});

describe('deciding', () => {
  const approve = { rationale: 'Needed' };
  it('approves within the delegated limit', () => {
    given(...waiting)
      .when('ApproveChange', approve, { id, actor: 'ben', limit: gbp(500) })
      .thenData({ projectId, approvedBy: 'ben', rationale: 'Needed' });
  });
  it('refuses one penny above the limit, and whoever has none', () => {
    given(...waiting)
      .when('ApproveChange', approve, { id, actor: 'ben', limit: gbp(499.99) })
      .thenRefused('AUTHORITY_EXCEEDED');
    given(...waiting)
      .when('ApproveChange', approve, { id, actor: 'ben' })
      .thenRefused('AUTHORITY_EXCEEDED');
  });
  describe('with a tolerance of which earlier changes used some', () => {
    const before = [{ changeId: 'PRJ-2026-0001.CR-01', cost: gbp(600), days: 0 }];
    const tolerance = { policyVersion: 4, costBasisPoints: 1_000, untouched: [], before, revision: 3 };
    const toleratedOf = (authorised: number) => ({ tolerance: { ...tolerance, authorised: gbp(authorised) } });
    const data = { projectId, approvedBy: 'ben', rationale: 'Needed' };
    it('approves what keeps within, and says what it was held to', () => {
      given(...waiting)
        .when('ApproveChange', approve, { id, actor: 'ben', limit: gbp(500), facts: toleratedOf(11_000) })
        .thenData({ ...data, policyVersion: 4, costTolerated: gbp(1_100), costUsed: gbp(600) });
    });
    it('refuses what goes beyond', () => {
      given(...waiting)
        .when('ApproveChange', approve, { id, actor: 'ben', limit: gbp(500), facts: toleratedOf(10_999.9) })
        .thenRefused('BEYOND_TOLERANCE');
    });
    it('lets a board go beyond', () => {
      const authority = { basis: 'DECISION', ref: 'IB-2026-0001', covers: () => true } as const;
      const by = {
        id,
        actor: { id: 'system' },
        authority,
        now: '2026-03-02T10:00:00.000Z',
        today: '2026-03-02',
        dayOf: utcDay,
      };
      const decided = changeRequest.decide.ApproveChange(approve, stateOf(changeRequest, waiting), {
        ...by,
        facts: toleratedOf(1),
      });
      expect(decided).toEqual([{ type: 'ChangeApproved', data: { ...data, approvedBy: 'system' } }]);
    });
  });
  it('takes a saving as large as a cost', () => {
    const saving: Happened = { type: 'ChangeImpactAssessed', data: { projectId, ...impact, cost: gbp(-500) } };
    given(raised, triaged, saving, submitted)
      .when('ApproveChange', approve, { id, actor: 'ben', limit: gbp(499.99) })
      .thenRefused('AUTHORITY_EXCEEDED');
  });
  it.each(['ana', 'pat'])('is not for who raised or submitted it (%s)', (actor) => {
    given(...waiting)
      .when('ApproveChange', approve, { id, actor, limit: gbp(500) })
      .thenRefused('SOD_SELF_APPROVAL');
    given(...waiting)
      .when('RejectChange', { reason: 'No' }, { id, actor })
      .thenRefused('SOD_SELF_APPROVAL');
  });
  it('is put off to a later day, then submitted again', () => {
    given(...waiting)
      .when('PostponeChange', { until: '2026-03-02' }, { id })
      .thenRefused('DATE_PAST');
    given(...waiting)
      .when('PostponeChange', { until: '2026-03-03' }, { id })
      .thenFacts('ChangePostponed');
    given(...waiting, { type: 'ChangePostponed', data: { projectId, until: '2026-03-03' } })
      .when('SubmitChange', {}, { id, actor: 'pat' })
      .thenData({ projectId, submittedBy: 'pat' });
  });
  it('merges into an open change of the same project', () => {
    const merge = (into: string, targetOpen = true) =>
      given(raised).when('MergeChange', { into }, { id, facts: { targetOpen } });
    merge('PRJ-2026-0001.CR-01').thenData({ projectId, into: 'PRJ-2026-0001.CR-01' });
    merge('PRJ-2026-0001.CR-01', false).thenRefused('MERGE_TARGET_INVALID');
    merge('PRJ-2026-0002.CR-01').thenRefused('MERGE_TARGET_INVALID');
    merge(id).thenRefused('MERGE_TARGET_INVALID');
  });
});

describe('verifying', () => {
  it('compares what came of it with the estimate', () => {
    given(...waiting, approved, implemented)
      .when('VerifyOutcome', verification, { id })
      .thenData({
        projectId,
        estimatedCost: gbp(500),
        actualCost: gbp(520),
        costVariance: gbp(20),
        estimatedDays: 10,
        actualDays: 8,
        daysVariance: -2,
      });
  });
  it('compares amounts of one currency', () => {
    given(...waiting, approved, implemented)
      .when('VerifyOutcome', { ...verification, actualCost: { minor: '1', ccy: 'EUR' } }, { id })
      .thenRefused('CURRENCY_MISMATCH', { ccy: 'GBP' });
  });
});

describe('every stage takes only its commands', () => {
  const ended = (type: 'ChangeRejected' | 'ChangeMerged' | 'ChangeWithdrawn'): Happened =>
    ({
      ChangeRejected: { type: 'ChangeRejected', data: { projectId, rejectedBy: 'ben', reason: 'x' } } as const,
      ChangeMerged: { type: 'ChangeMerged', data: { projectId, into: 'PRJ-2026-0001.CR-01' } } as const,
      ChangeWithdrawn: { type: 'ChangeWithdrawn', data: { projectId, reason: 'x' } } as const,
    })[type];
  const verified: Happened = {
    type: 'ChangeOutcomeVerified',
    data: {
      projectId,
      estimatedCost: gbp(1),
      estimatedDays: 1,
      costVariance: gbp(0),
      daysVariance: 0,
      ...verification,
    },
  };
  const pasts: Readonly<Record<ChangeStage | 'absent', readonly Happened[]>> = {
    absent: [],
    SUBMITTED: [raised],
    ASSESSING: [raised, triaged],
    ASSESSED: [raised, triaged, assessed],
    WAITING_FOR_APPROVAL: waiting,
    POSTPONED: [...waiting, { type: 'ChangePostponed', data: { projectId, until: '2026-04-01' } }],
    APPROVED: [...waiting, approved],
    IMPLEMENTED: [...waiting, approved, implemented],
    VERIFIED: [...waiting, approved, implemented, verified],
    REJECTED: [...waiting, ended('ChangeRejected')],
    MERGED: [raised, ended('ChangeMerged')],
    WITHDRAWN: [raised, ended('ChangeWithdrawn')],
  };
  const undecided = ['SUBMITTED', 'ASSESSING', 'ASSESSED', 'WAITING_FOR_APPROVAL', 'POSTPONED'];
  const commands = {
    RaiseChange: { stages: ['absent'], data: request },
    TriageChange: { stages: ['SUBMITTED'], data: { size: 2, route: 'Sponsor' } },
    AssessImpact: { stages: ['ASSESSING', 'ASSESSED', 'POSTPONED'], data: impact },
    SubmitChange: { stages: ['ASSESSED', 'POSTPONED'], data: {} },
    ApproveChange: { stages: ['WAITING_FOR_APPROVAL'], data: { rationale: 'x' } },
    RejectChange: { stages: ['WAITING_FOR_APPROVAL'], data: { reason: 'x' } },
    PostponeChange: { stages: ['WAITING_FOR_APPROVAL'], data: { until: '2026-04-01' } },
    MergeChange: { stages: undecided, data: { into: 'PRJ-2026-0001.CR-01' } },
    WithdrawChange: { stages: undecided, data: { reason: 'x' } },
    ImplementChange: { stages: ['APPROVED'], data: { evidence: 'DOC-3' } },
    VerifyOutcome: { stages: ['IMPLEMENTED'], data: verification },
  } as const;
  const facts = { project: 'open' as const, previousRaised: true, targetOpen: true };
  const table = Object.entries(pasts).flatMap(([stage, past]) =>
    (Object.keys(commands) as (keyof typeof commands)[]).map((command) => ({ stage, past, command })),
  );
  it.each(table)('$command when $stage', ({ stage, past, command }) => {
    const { stages, data } = commands[command];
    const outcome = given(...past).when(command, data, { id, actor: 'ben', limit: gbp(1_000), facts });
    if ((stages as readonly string[]).includes(stage)) expect(outcome.facts).toHaveLength(1);
    else if (command === 'RaiseChange') outcome.thenRefused('CHANGE_EXISTS');
    else outcome.thenRefused(stage === 'absent' ? 'CHANGE_NOT_FOUND' : 'NOT_IN_STAGE');
  });
});
