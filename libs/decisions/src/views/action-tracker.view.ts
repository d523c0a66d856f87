import { view, type RowOf, type Step } from '@tabularium/read-store';
import type { ActionItemEvents } from '../contract/action-item.contract';

const columns = {
  text: { type: 'text', title: 'Action' },
  from: { type: 'text', title: 'Decision, meeting or matter it comes from', indexed: true },
  owner: { type: 'text', title: 'Owner', indexed: true },
  raisedBy: { type: 'text', title: 'Raised by' },
  raisedAt: { type: 'instant', title: 'Raised at', indexed: true },
  dueOn: { type: 'date', title: 'Due on', indexed: true },
  firstDueOn: { type: 'date', title: 'Due on as raised' },
  slips: { type: 'int', title: 'Times moved', indexed: true },
  state: { type: 'text', title: 'RAISED, ACCEPTED, DECLINED, COMPLETED, VERIFIED or CANCELLED', indexed: true },
  overdue: { type: 'flag', title: 'Its day has passed', indexed: true },
  progress: { type: 'text', title: 'Last report' },
  evidence: { type: 'text', title: 'What shows that it is done' },
  verifiedBy: { type: 'text', title: 'Who found it done' },
  endedAt: { type: 'instant', title: 'Verified or cancelled at' },
  owners: { type: 'list', title: 'Owners before' },
} as const;

type Row = RowOf<typeof columns>;

const noted =
  <D>(change: (data: D, row: Row) => Partial<Row>): Step<Row, D> =>
  (row, { data }) =>
    row && { ...row, ...change(data, row) };

const into = (state: string) => noted<object>(() => ({ state }));

/** Actions (report R14). Key: action. */
export const actionTracker = view<ActionItemEvents>()({
  name: 'action-tracker',
  version: 1,
  title: 'Action tracker',
  columns,
  totals: {
    'by-owner': {
      title: 'By owner and state',
      groupBy: ['owner', 'state'],
      measures: { actions: { of: 'count' }, slips: { of: 'sum', column: 'slips' } },
    },
  },
  steps: {
    ActionRaised: (_, { data: { text, from, owner, raisedBy, dueOn }, metadata }) => ({
      text,
      from,
      owner,
      raisedBy,
      raisedAt: metadata.effectiveAt,
      dueOn,
      firstDueOn: dueOn,
      slips: 0,
      state: 'RAISED',
      overdue: false,
      progress: null,
      evidence: null,
      verifiedBy: null,
      endedAt: null,
      owners: [],
    }),
    ActionAccepted: into('ACCEPTED'),
    ActionDeclined: into('DECLINED'),
    ActionReassigned: noted(({ owner, ownerFrom }, { owners }) => ({
      owner,
      state: 'RAISED',
      owners: [...(owners ?? []), ownerFrom],
    })),
    ActionProgressReported: noted(({ note }) => ({ progress: note })),
    ActionDueDateMoved: noted(({ dueOn, slips }) => ({ dueOn, slips, overdue: false })),
    ActionCompleted: noted(({ evidence }) => ({ state: 'COMPLETED', evidence })),
    ActionVerified: (row, { data, metadata }) =>
      row && { ...row, state: 'VERIFIED', overdue: false, verifiedBy: data.by, endedAt: metadata.effectiveAt },
    ActionReopened: noted(() => ({ state: 'ACCEPTED', evidence: null })),
    ActionCancelled: (row, { metadata }) =>
      row && { ...row, state: 'CANCELLED', overdue: false, endedAt: metadata.effectiveAt },
    ActionBecameOverdue: noted(() => ({ overdue: true })),
  },
});
