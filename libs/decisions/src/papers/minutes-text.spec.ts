import { createHash } from 'node:crypto';
import { readFrom } from '@tabularium/read-store';
import { gbp } from '@tabularium/testing';
import { Board } from '../../test/board';
import { minutesHash, minutesSources } from './minutes-facts';
import { minutesOf, textOf } from './minutes-text';

const FIVE = ['p1', 'p2', 'p3', 'p4', 'p5'];

/** The minutes as anybody could write them from the log. */
async function written(board: Board, actions: readonly string[] = [], id = 'IB.2026-03') {
  const log = board.logged();
  const sources = await minutesSources(id, actions, (reading, of) =>
    Promise.resolve(
      readFrom(
        reading,
        log.filter(({ stream }) => stream === `${reading.category}-${of}`),
      ),
    ),
  );
  return textOf(minutesOf(sources));
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

it('the draft that the rule files has the hash of the text that the log gives', async () => {
  const board = await Board.of(6);
  await board.propose();
  await board.convene(FIVE);
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'AGAINST' });
  await board.meeting('CloseMeeting', {});
  const text = await written(board);
  await board.meeting('DraftMinutes', {});
  expect(board.last('MinutesDrafted')).toEqual({ sha256: hashOf(text) });
  expect(minutesHash('Łódź')).toBe(hashOf('Łódź'));
});

it('a tie, its casting vote and a changed vote are told; only the vote that counts', async () => {
  const board = await Board.of(5);
  await board.propose();
  await board.convene(FIVE);
  await board.done('decisionItem', 'ITEM', 'OpenBallot', { meetingId: 'IB.2026-03' }, { actor: 'p1' });
  await board.cast({ p1: 'AGAINST' });
  await board.cast({ p1: 'FOR', p2: 'FOR', p3: 'AGAINST', p4: 'AGAINST', p5: 'ABSTAIN' });
  await board.item('CloseBallot', {});
  await board.item('GiveCastingVote', { choice: 'FOR', rationale: 'It is needed' });
  const text = await written(board);
  expect(text).toContain('A tie was declared: 2 for, 2 against.\nCasting vote of p1: for – It is needed\n');
  expect(text.match(/^p1: .*$/gm)).toEqual(['p1: for']);
  expect(text).toContain('settled by the casting vote. Outcome: approved.');
});

it('a secret ballot tells its count and nobody’s vote', async () => {
  const board = await Board.of(5);
  await board.propose();
  await board.convene(FIVE);
  await board.done('decisionItem', 'ITEM', 'OpenBallot', { meetingId: 'IB.2026-03', secret: true }, { actor: 'p1' });
  const nonce = 'n'.repeat(16);
  const votes = { p1: 'FOR', p2: 'FOR', p3: 'AGAINST' };
  for (const [actor, choice] of Object.entries(votes))
    await board.done('decisionItem', 'ITEM', 'SealVote', { commitment: hashOf(`${choice}\n${nonce}`) }, { actor });
  await board.item('EndSealing', {});
  for (const [actor, choice] of Object.entries(votes)) await board.item('RevealVote', { choice, nonce }, actor);
  await board.item('CloseBallot', {});
  const text = await written(board);
  expect(text).toContain('Ballot 1, secret, under version 1');
  expect(text).toContain('Count: 2 for, 1 against');
  expect(text).not.toMatch(/^p\d.*: (for|against)/m);
  expect(text).not.toContain('Dissent');
});

it('a matter put off, referred up, withdrawn or not reached says so, and ballots of another meeting are not told', async () => {
  const board = await Board.of(5);
  for (const id of ['LATER', 'UP', 'GONE', 'REST']) await board.propose({ subject: `Matter ${id}` }, id);
  await board.convene(FIVE, ['LATER', 'UP', 'GONE', 'REST']);
  const putOff = { missing: ['Ground survey', 'Price'], owner: 'p2', returnOn: '2026-04-01' };
  await board.item('DeferMatter', putOff, 'p1', 'LATER');
  await board.item('ReferUp', { because: 'Above us' }, 'p1', 'UP');
  await board.item('WithdrawMatter', { reason: 'No need' }, 'pmo', 'GONE');
  await board.meeting('CloseMeeting', {});
  const text = await written(board);
  expect(text).toContain('Deferred until 2026-04-01; p2 brings: Ground survey; Price.');
  expect(text).toContain('Referred up to TOP: Above us');
  expect(text).toContain('Withdrawn by pmo: No need');
  expect(text).toContain('The meeting did not deal with it; it stands over.');
  await board.convene(FIVE, ['REST'], 'IB.next');
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR' }, 'REST', 'IB.next');
  expect(await written(board)).toBe(text);
  expect(await written(board, [], 'IB.next')).toContain('Count: 3 for');
});

it('conditions and their owners stand with the decision, actions in a section of their own', async () => {
  const board = await Board.of(5);
  const lease = { id: 'lease', text: 'Sign the lease', kind: 'PRECEDENT', owner: 'paul', dueOn: '2026-05-01' };
  await board.propose({ amount: gbp(5), conditions: [{ ...lease, evidenceType: 'Lease', onBreach: 'LAPSE' }] });
  await board.convene(FIVE);
  await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR' });
  const action = { text: 'Buy paint.', owner: 'p2', dueOn: '2026-05-01', from: 'IB-2026-0001' };
  await board.done('actionItem', 'A-1', 'RaiseAction', action);
  const text = await written(board, ['A-1']);
  expect(text).toContain(
    'Condition lease (before it takes effect): Sign the lease. Owner paul, by 2026-05-01, shown by: Lease. If it is not met: lapse.',
  );
  expect(text).toContain('# Actions\nA-1: Buy paint. Owner p2, due 2026-05-01; from IB-2026-0001.\n');
  expect(text).toContain('GBP 5.00');
});
