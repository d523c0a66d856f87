import type { Row } from '@tabularium/read-store';
import { gbp } from '@tabularium/testing';
import { usedLimits } from './used-limits';

const use = (amount: number, on: string, more: object = {}): Row => ({
  holder: 'SPONSOR',
  matter: 'CHANGE_APPROVAL',
  project: 'PRJ-1',
  amount: gbp(amount),
  on,
  upTo: gbp(50),
  cumulativeUpTo: gbp(100),
  windowDays: 30,
  state: 'USED',
  ...more,
});
const day = '2026-03-31';

describe('what is used of a cumulative limit', () => {
  it('is the sum of the window on one project, reservations included, what was given back not', () => {
    const rows = [
      use(10, '2026-03-01'),
      use(10, '2026-03-02'),
      use(20, day, { state: 'RESERVED' }),
      use(40, day, { state: 'RELEASED' }),
      use(7, day, { project: 'PRJ-2' }),
      use(7, '2026-04-01'),
    ];
    expect(usedLimits(rows, day)).toMatchObject([
      { project: 'PRJ-1', approvals: 2, used: gbp(30), left: gbp(70), alerts: [] },
      { project: 'PRJ-2', approvals: 1, used: gbp(7) },
    ]);
  });
  it('raises an alert where pieces come to more than a single approval may', () => {
    const alerts = (...rows: readonly Row[]) => usedLimits(rows, day)[0]?.alerts;
    expect(alerts(use(50, day))).toEqual([]);
    expect(alerts(use(25, day), use(25, day))).toEqual([]);
    expect(alerts(use(25, day), use(25.01, day))).toEqual(['SPLIT']);
    expect(alerts(use(40, day), use(40, day))).toEqual(['SPLIT']);
    expect(alerts(use(40, day), use(40.01, day))).toEqual(['SPLIT', 'NEARLY_USED']);
  });
  it('is measured by the limit of the last use', () => {
    const [found] = usedLimits([use(10, '2026-03-30', { cumulativeUpTo: gbp(90) }), use(10, day)], day);
    expect(found).toMatchObject({ cumulativeUpTo: gbp(100), left: gbp(80) });
  });
});
