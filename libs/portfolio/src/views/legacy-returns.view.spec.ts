import { legacyReturns } from './legacy-returns.view';

const recorded = {
  source: 'returns',
  returnOn: '2014-09-30',
  files: [{ name: 'a.csv', sha256: 'a'.repeat(64), rows: 2 }],
  members: ['P-1', 'P-2'],
  unreadable: 1,
  contentSha256: 'c'.repeat(64),
};

describe('legacy-returns', () => {
  const step = legacyReturns.steps['LegacyReturnRecorded'];

  it('shows the return as last recorded', () => {
    const row = step?.step(null, { data: recorded } as never, 'returns.2014-09-30');
    expect(row).toEqual({
      source: 'returns',
      returnOn: '2014-09-30',
      files: ['a.csv'],
      members: ['P-1', 'P-2'],
      projects: 2,
      unreadable: 1,
    });
    const later = { data: { ...recorded, members: ['P-2'] } } as never;
    expect(step?.step(row ?? null, later, 'returns.2014-09-30')).toMatchObject({ members: ['P-2'], projects: 1 });
  });
});
