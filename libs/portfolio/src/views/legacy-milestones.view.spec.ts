import { gbp, viewRows, type Seen } from '@tabularium/testing';
import type { ProjectEvents } from '../contract/project.contract';
import { legacyApprovals } from './legacy-approvals.view';
import { legacyMilestones } from './legacy-milestones.view';
import { milestonesOutOfOrder } from './milestone-order';

type Event = Seen<ProjectEvents>;
const reached = (milestone: string, on: string, returnOn = '2019-12-31'): Event => ({
  id: 'P-1',
  type: 'LegacyMilestoneReported',
  data: { milestone, on, source: 'capital', returnOn },
  at: `${on}T00:00:00.000Z`,
});
const milestones = (...events: readonly Event[]) => viewRows<ProjectEvents>(legacyMilestones, ...events)['P-1'];

describe('legacy-milestones', () => {
  it('LegacyMilestoneReported keeps the milestones by date, with the return they stand in', () => {
    expect(milestones(reached('Stage 1', '2018-01-01'), reached('Business case', '2016-05-25'))).toEqual({
      project: 'P-1',
      source: 'capital',
      milestones: ['2016-05-25 Business case', '2018-01-01 Stage 1'],
      returns: ['2019-12-31', '2019-12-31'],
      outOfOrder: [],
    });
  });
  it('takes the date of the latest return, earlier or later', () => {
    for (const on of ['2015-01-01', '2019-01-01'])
      expect(milestones(reached('Stage 1', '2018-01-01', '2017-12-31'), reached('Stage 1', on))).toMatchObject({
        milestones: [`${on} Stage 1`],
      });
  });
  it('finds what is dated before a lower number of its series', () => {
    expect(milestones(reached('Stage 1', '2018-01-01'), reached('Stage 2', '2017-01-01'))).toMatchObject({
      outOfOrder: ['Stage 2'],
    });
    expect(milestonesOutOfOrder(['Stage2', 'Gate 1', 'Stage 3', 'Stage 10', 'Open'])).toEqual([]);
  });
});

describe('legacy-approvals', () => {
  const approval = (body: string, returnOn: string): Event => ({
    id: 'P-1',
    type: 'LegacyApprovalReported',
    data: { on: '2016-05-25', body, amount: gbp(5), source: 'capital', returnOn },
    at: '2016-05-25T00:00:00.000Z',
  });
  it('LegacyApprovalReported is what the latest return says, in whatever order they arrive', () => {
    const rows = viewRows<ProjectEvents>(
      legacyApprovals,
      approval('Board', '2019-12-31'),
      approval('Clerk', '2018-12-31'),
    );
    expect(rows).toEqual({
      'P-1.capital': {
        project: 'P-1',
        body: 'Board',
        amount: gbp(5),
        approvedOn: '2016-05-25',
        source: 'capital',
        returnOn: '2019-12-31',
      },
    });
  });
});
