import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisationContext } from '@tabularium/organisation';
import { openSqliteReadStore, type LoggedEvent } from '@tabularium/read-store';
import { Board } from '../../test/board';
import { decisionsContext } from '../decisions.module';
import type { Minutes } from '../papers/minutes';
import { minutes } from './minutes.query';

const folder = mkdtempSync(join(tmpdir(), 'decisions-minutes-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** The report on a real store that holds this log. */
async function minutesOn(log: readonly LoggedEvent[]): Promise<Minutes> {
  const file = join(folder, `${files++}.sqlite`);
  const views = [...decisionsContext.views, ...organisationContext.views];
  const store = await openSqliteReadStore({ file, views, timeZone: 'UTC', today: () => '2026-04-01' });
  try {
    await store.ingest(await store.takeOver('views', 'test'), log);
    return await minutes.run({ meeting: 'IB.2026-03' }, store);
  } finally {
    await store.close();
  }
}

async function drafted(): Promise<Board> {
  const board = await Board.of(5);
  await board.propose();
  await board.convene(['p1', 'p2', 'p3', 'p4', 'p5']);
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'AGAINST' });
  await board.meeting('CloseMeeting', {});
  await board.done('meeting', 'IB.2026-03', 'DraftMinutes', {});
  return board;
}

it('what is recorded after the draft, in any of its streams, does not change the text', async () => {
  const board = await drafted();
  const then = await minutesOn(board.logged());
  await board.item('AttachRecommendation', { adviser: 'PMO', stance: 'FOR', text: 'Late advice' }, 'pmo');
  await board.item('LodgeAppeal', { grounds: 'x', suspensive: false }, 'paul');
  await board.done('governanceBody', 'IB', 'RelieveMember', { seatId: 's5', reason: 'x' });
  await board.meeting('ProposeCorrection', { text: 'p4 spoke' }, 'p4');
  const now = await minutesOn(board.logged());
  expect(now).toMatchObject({ state: 'DRAFTED', verified: true, text: then.text, sha256: then.sha256 });
  expect(now.correctionsSince).toEqual(['p4 spoke']);
});

it('a text that is not the one whose hash was filed is shown as such', async () => {
  const log = (await drafted()).logged();
  const filed = 'd'.repeat(64);
  const otherHash = log.map((event) =>
    event.type === 'MinutesDrafted' ? { ...event, data: { sha256: filed } } : event,
  );
  expect(await minutesOn(otherHash)).toMatchObject({ verified: false, drafted: { sha256: filed } });
  const otherVote = log.map((event) =>
    event.type === 'VoteCast' && event.data['personId'] === 'p3'
      ? { ...event, data: { ...event.data, choice: 'FOR' } }
      : event,
  );
  const told = await minutesOn(otherVote);
  expect(told).toMatchObject({ verified: false });
  expect(minutes.document?.(told).subtitle).toBe('Draft: not approved yet – the hash on record is of another text');
});
