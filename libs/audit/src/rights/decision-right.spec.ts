import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteReadStore, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import type { DecisionRight } from './decision-right';
import { decisionRight } from './decision-right';

const folder = mkdtempSync(join(tmpdir(), 'audit-rights-'));
let views: ReadStore;
const log: LoggedEvent[] = [];

type Meta = Partial<LoggedEvent['metadata']>;

/** Adds an event to the log, as the store would have it. */
function happened(stream: string, type: string, data: LoggedEvent['data'], more: Meta = {}): LoggedEvent {
  const index = log.length;
  const at = '2026-03-02T10:00:00.000Z';
  const own = { actor: { id: 'mia' }, authority: { basis: 'ROLE' }, recordedAt: at, effectiveAt: at } as const;
  const ids = { commandId: `c-${index}`, commandHash: '', correlationId: `c-${index}`, causationId: `c-${index}` };
  const event: LoggedEvent = {
    index,
    position: String(index).padStart(6, '0'),
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    stream,
    revision: log.filter((other) => other.stream === stream).length,
    type,
    data,
    metadata: { schemaVersion: 1, ...own, ...ids, ...more },
  };
  log.push(event);
  return event;
}

const papers = (version: string) => [{ documentId: 'CASE-1', version, sha256: version.repeat(64) }];
const count = { outcome: 'APPROVED', votesFor: 2, votesAgainst: 1, arithmetic: '2 × 2 > 3' };
const policy = (version: number) => ({ version, kind: 'REQUIRED_DOCUMENTS', title: 'Papers', rules: [] });

beforeAll(async () => {
  happened('governancePolicy-PAPERS', 'PolicyDrafted', policy(1));
  happened('governancePolicy-PAPERS', 'PolicyActivated', { version: 1, from: '2026-01-01' });
  happened('governancePolicy-PAPERS', 'PolicyDrafted', policy(2));
  happened('governancePolicy-PAPERS', 'PolicyActivated', { version: 2, from: '2026-02-01' });
  happened('governanceBody-IB', 'BodyEstablished', { name: 'Board', version: 1, terms: {} });
  happened('governanceBody-IB', 'TermsOfReferenceAmended', { version: 2, terms: {}, decisionNo: 'TOP-2026-0003' });
  happened('governanceBody-IB', 'TermsOfReferenceAmended', { version: 3, terms: {}, decisionNo: 'TOP-2026-0004' });
  const matter = { bodyId: 'IB', matterType: 'PROJECT_APPROVAL', subject: 'Lights', effects: [{}, {}] };
  happened('decisionItem-A', 'MatterProposed', { ...matter, papers: papers('1'), proposedBy: 'mia' });
  happened('decisionItem-A', 'PapersAmended', { papers: papers('2'), reason: 'New figures' });
  const opened = { ballotNo: 1, mode: 'MEETING', bodyId: 'IB', termsVersion: 2, meetingId: 'IB.1', secret: true };
  happened('decisionItem-A', 'BallotOpened', opened, { pins: { 'governancePolicy-PAPERS': 1, 'person-eve': 4 } });
  happened('decisionItem-A', 'VoteSealed', { ballotNo: 1, personId: 'eve', commitment: 'f'.repeat(64) });
  happened('decisionItem-A', 'BallotClosed', { ballotNo: 1, ...count });
  const made = { bodyId: 'IB', outcome: 'APPROVED', decidedOn: '2026-03-02', effectiveFrom: '2026-03-02' };
  happened('decisionItem-A', 'DecisionMade', { ...made, conditions: [{ id: 'lease', text: 'Sign it' }] });
  happened('decisionRegister-IB.2026', 'DecisionEntered', { entry: 1, decisionNo: 'IB-2026-0001', itemId: 'A' });
  happened('meeting-IB.1', 'MinutesDrafted', { sha256: 'a'.repeat(64) });
  happened('meeting-IB.1', 'MinutesDrafted', { sha256: 'b'.repeat(64) });
  happened('meeting-IB.1', 'MinutesApproved', { atMeeting: 'IB.2', sha256: 'b'.repeat(64) });
  const authority = { basis: 'DECISION', ref: 'IB-2026-0001' } as const;
  const approved = happened('project-P-1', 'ProjectApproved', {}, { authority });
  happened('decisionItem-A', 'EffectApplied', { n: 2, attempt: 1, eventIds: [approved.id] });
  happened('project-P-2', 'ProjectApproved', {}, { authority: { basis: 'DECISION', ref: 'IB-2026-0099' } });
  happened('project-P-3', 'ProjectApproved', {}, { authority: { basis: 'LEGACY', ref: 'import' } });
  const file = join(folder, 'views.sqlite');
  views = await openSqliteReadStore({ file, views: [], timeZone: 'UTC', today: () => '2026-03-02' });
  await views.ingest(await views.takeOver('views', 'test'), log);
});
afterAll(async () => {
  await views.close();
  rmSync(folder, { recursive: true });
});

const rightOf = async (stream: string) =>
  (await decisionRight(
    log.find((event) => event.stream === stream)!,
    views,
  )) as DecisionRight | undefined;

it('tells the papers as amended, the terms and policies of the ballot, the effect and the sealed minutes', async () => {
  expect(await rightOf('project-P-1')).toMatchObject({
    ref: 'IB-2026-0001',
    item: 'A',
    where: 'IB.1',
    papers: papers('2'),
    conditions: ['lease: Sign it'],
    terms: { version: 2, event: 5, amendedBy: 'TOP-2026-0003' },
    policies: [{ policy: 'PAPERS', version: 1, kind: 'REQUIRED_DOCUMENTS' }],
    effect: { n: 2, of: 2 },
    minutes: { sha256: 'b'.repeat(64), sealed: true },
  });
});

it('tells the count of a secret ballot and no votes', async () => {
  expect((await rightOf('project-P-1'))?.ballot).toEqual({ ballotNo: 1, secret: true, count, votes: [] });
});

it('has nothing to say of a number that no register holds, or of another right', async () => {
  expect(await rightOf('project-P-2')).toBeUndefined();
  expect(await rightOf('project-P-3')).toBeUndefined();
});
