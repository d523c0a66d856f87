import type { TrailEntry } from '../api/shapes';
import { trailEntry, trailRefusal } from './trail';

const entry: TrailEntry = {
  index: 9,
  id: 'e9',
  type: 'LegacyCostReported',
  stream: 'project-hs2',
  revision: 3,
  actor: { id: 'ada', role: 'PMO_ANALYST' },
  authority: { basis: 'ROLE', ref: 'PMO_ANALYST' },
  recordedAt: '2026-01-02T03:04:05.006Z',
  effectiveAt: '2021-03-31T00:00:00.000Z',
  reason: 'Annual return',
  evidence: [{ file: '2021.csv', row: 17 }],
  changes: [
    { field: 'wholeLifeCost', before: { minor: '100', ccy: 'GBP' }, after: { minor: '250', ccy: 'GBP' } },
    { field: 'commentary', before: null, after: 'The costs of tunnelling under the river have been looked at again' },
  ],
  causeChain: [{ index: 7, type: 'ReturnRecorded' }],
};

describe('an audit trail', () => {
  it('shows of each event what it changed, and everything it rests on', () => {
    expect(trailEntry(entry, { width: 60, colour: false }).split('\n')).toEqual([
      '#9 LegacyCostReported on 2021-03-31 by ada (PMO_ANALYST), ROLE PMO_ANALYST, recorded 2026-01-02T03:04:05Z',
      '    wholeLifeCost: £1.00 → £2.50',
      '    commentary: The costs of tunnelling under the river',
      '      have been looked at again',
      '    evidence: 2021.csv 17',
      '    reason: Annual return',
      '    because of: #7 ReturnRecorded',
    ]);
  });
  it('shows refused attempts with code and words', () => {
    const data = { commandType: 'GrantRole', code: 'SOD_SELF_GRANT', words: 'Nobody gives a role to themselves' };
    const { changes: _changes, causeChain: _chain, reason: _reason, evidence: _evidence, ...cause } = entry;
    expect(
      trailRefusal({ ...cause, data }, { width: null, colour: false })
        .split('\n')
        .slice(1),
    ).toEqual(['    command: GrantRole', '    code: SOD_SELF_GRANT', '    words: Nobody gives a role to themselves']);
  });
});
