import type { EventMetadata } from '@tabularium/kernel';
import { openSqliteReadStore, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { gbp } from '@tabularium/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portfolioContext } from '../portfolio.module';
import { approvalCompetence } from './approval-competence.query';

const folder = mkdtempSync(join(tmpdir(), 'competence-'));
afterAll(() => rmSync(folder, { recursive: true }));

const metadata = (day: string): EventMetadata => ({
  schemaVersion: 1,
  recordedAt: '2026-01-05T09:00:00.000Z',
  effectiveAt: `${day}T00:00:00.000Z`,
  actor: { id: 'ana' },
  authority: { basis: 'LEGACY' },
  commandId: 'c',
  commandHash: 'h',
  correlationId: 'c',
  causationId: 'c',
});

const place = { source: 'capital', returnOn: '2019-12-31' };
const log: readonly (readonly [string, string, string, object])[] = [
  ['2020-01-01', 'portfolio-WATER', 'PortfolioChartered', { name: 'Water', ccy: 'GBP' }],
  [
    '2015-01-01',
    'portfolio-WATER',
    'AuthorityLadderSet',
    { from: '2015-01-01', rows: [{ body: 'Clerk', upTo: gbp(100) }, { body: 'Board' }] },
  ],
  [
    '2018-01-01',
    'portfolio-WATER',
    'AuthorityLadderSet',
    { from: '2018-01-01', rows: [{ body: 'Clerk', upTo: gbp(500) }, { body: 'Board' }] },
  ],
  ...(['P-1', 'P-2', 'P-3'] as const).flatMap((id, n) => [
    [
      '2015-06-30',
      `project-${id}`,
      'LegacyProfileReported',
      { ...place, on: '2015-06-30', name: `Pipe ${id}`, portfolioId: n < 2 ? 'WATER' : 'ROADS', notStated: [] },
    ] as const,
    [
      '2016-05-25',
      `project-${id}`,
      'LegacyApprovalReported',
      { ...place, on: '2016-05-25', body: n === 1 ? 'Board' : 'Clerk', amount: gbp(300) },
    ] as const,
  ]),
];

const logged = log.map(([day, stream, type, data], index): LoggedEvent => ({
  index,
  position: String(index),
  id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  stream,
  revision: index,
  type,
  data: { ...data },
  metadata: metadata(day),
}));

describe('approval-competence', () => {
  let store: ReadStore;
  beforeAll(async () => {
    const { views } = portfolioContext;
    const file = join(folder, 'read.sqlite');
    store = await openSqliteReadStore({ file, views, timeZone: 'UTC', today: () => '2026-03-01' });
    await store.ingest(await store.takeOver(), logged);
  });
  afterAll(() => store.close());
  const found = async (asked: Parameters<typeof approvalCompetence.run>[0]) => {
    const { rows, counts } = await approvalCompetence.run(asked, store);
    return {
      counts,
      rows: rows.map(({ project, finding, lowestCompetentBody }) => [project, finding, lowestCompetentBody]),
    };
  };

  it('holds approvals against the ladder in force now', async () => {
    expect(await found({})).toEqual({
      rows: [
        ['P-1', 'LOWEST', 'Clerk'],
        ['P-2', 'ABOVE', 'Clerk'],
        ['P-3', 'NO_LADDER', undefined],
      ],
      counts: { LOWEST: 1, ABOVE: 1, BELOW: 0, NOT_ON_LADDER: 0, OTHER_CURRENCY: 0, NO_LADDER: 1 },
    });
  });
  it('holds them against the ladder of the day asked about', async () => {
    expect((await found({ asOf: '2017-01-01', portfolio: 'WATER' })).rows).toEqual([
      ['P-1', 'BELOW', 'Board'],
      ['P-2', 'LOWEST', 'Board'],
    ]);
    expect((await found({ asOf: '2014-12-31' })).rows).toEqual([]);
  });
  it('knows what was known then', async () => {
    expect((await found({ knownAt: 1 })).rows).toEqual([]);
    const { basis, rows } = await approvalCompetence.run({ knownAt: 4 }, store);
    expect(basis.logIndex).toBe(4);
    expect(rows).toMatchObject([{ project: 'P-1', name: 'Pipe P-1', portfolio: 'WATER', amount: gbp(300) }]);
  });
});
