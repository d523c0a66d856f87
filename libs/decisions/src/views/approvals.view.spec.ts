import { gbp, viewRows } from '@tabularium/testing';
import type { ChangeRequestEvents } from '@tabularium/control/contract';
import { foldLog, type LoggedEvent } from '@tabularium/read-store';
import { approvals } from './approvals.view';

const approval: LoggedEvent = {
  index: 0,
  position: '0',
  id: 'event-0',
  stream: 'changeRequest-PRJ-1.CR-01',
  revision: 0,
  type: 'ChangeApproved',
  data: { projectId: 'PRJ-1', approvedBy: 'ben', rationale: 'x' },
  metadata: {
    schemaVersion: 1,
    recordedAt: '2026-03-02T10:00:00.000Z',
    effectiveAt: '2026-03-02T10:00:00.000Z',
    actor: { id: 'ben', onBehalfOf: 'ana' },
    authority: { basis: 'DELEGATION', ref: 'ben~1', limit: gbp(10) },
    commandId: 'c',
    commandHash: '',
    correlationId: 'c',
    causationId: 'c',
  },
};
const asOf = '9999-12-31T23:59:59.999Z';

it('shows what somebody decided under a limit, and whose it was', () => {
  expect(foldLog(approvals, [approval], { logIndex: 0, asOf }).rows).toEqual([
    {
      key: 'event-0',
      cause: 0,
      row: {
        stream: 'changeRequest-PRJ-1.CR-01',
        project: 'PRJ-1',
        type: 'ChangeApproved',
        on: '2026-03-02',
        personId: 'ben',
        onBehalfOf: 'ana',
        rule: 'ben~1',
        upTo: gbp(10),
      },
    },
  ]);
});

it('belongs to no project when it is of a portfolio', () => {
  const envelope = { ...approval, stream: 'portfolio-CITY', type: 'FundingEnvelopeSet' };
  const [shown] = foldLog(approvals, [envelope], { logIndex: 0, asOf }).rows;
  expect(shown?.row).toMatchObject({ stream: 'portfolio-CITY', project: null });
});

it('shows nothing that a board decided, or a role alone', () => {
  const data = { projectId: 'PRJ-1', approvedBy: 'system', rationale: 'x' };
  const decided = { id: 'PRJ-1.CR-01', type: 'ChangeApproved', data, decision: 'IB-2026-0001' } as const;
  const { decision: _, ...byRole } = decided;
  expect(viewRows<ChangeRequestEvents>(approvals, decided, byRole)).toEqual({});
});
