import { gbp } from '@tabularium/testing';
import { EIGHT, paper, type Room } from './room';

/** Stories 1 to 4, 7, 16, 17 and 20: how boards decide. `room` is there once tests run. */
export function boardStories(room: () => Room): void {
  const recuse = (item: string, personId: string, by = 'p1') =>
    room().give(`decision-item/${item}`, 'resolve-conflict', { personId, outcome: 'RECUSED', reason: 'Cousin' }, by);
  const declare = (item: string, person: string) =>
    room().give(`decision-item/${item}`, 'declare-interest', { nature: 'Cousin of the supplier' }, person);
  const closed = (item: string) => room().last(`decisionItem-${item}`, 'BallotClosed');

  /** Nine seats, eight filled, p5 conflicted and recused; p1 to p5 are there. */
  async function conflicted(name: string, recusalMode: string): Promise<void> {
    await room().board(name, { recusalMode });
    await room().matter(`${name}-A`, name);
    await declare(`${name}-A`, 'p5');
    await recuse(`${name}-A`, 'p5');
    await room().convene(`${name}.M`, [`${name}-A`], ['p1', 'p2', 'p3', 'p4', 'p5']);
  }

  it('1: of nine seats five are required; the conflicted one leaves, four are left: the quorum is lost, no number', async () => {
    await conflicted('B1', 'LEAVES');
    const answer = await room().ask('decision-item/B1-A', 'open-ballot', { meetingId: 'B1.M' }, 'p1');
    expect(answer.body).toMatchObject({ code: 'INQUORATE', detail: '4 of the 5 needed for a quorum are present' });
    await room().give('meeting/B1.M', 'record-departure', { personId: 'p5' }, 'p1');
    expect(await room().last('meeting-B1.M', 'QuorumLost')).toEqual({ required: 5, present: 4 });
    expect(await room().typesIn('decisionRegister-B1.2026')).toEqual([]);
  });

  it('2: the same where the conflicted one stays and abstains: five count as present, the ballot is valid', async () => {
    await conflicted('B2', 'STAYS_ABSTAINING');
    await room().ballot('B2-A', 'B2.M', { p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'AGAINST' });
    expect(await closed('B2-A')).toMatchObject({ outcome: 'APPROVED', present: 5, quorumRequired: 5, recused: 1 });
    expect(await room().last('decisionItem-B2-A', 'DecisionNumbered')).toEqual({ decisionNo: 'B2-2026-0001' });
  });

  it('3: two thirds of those cast with four for and two against: 12 ≥ 12, carried', async () => {
    const voting = { method: 'QUALIFIED', basis: 'CAST', numerator: 2, denominator: 3 };
    await room().board('B3', { matters: [{ matterType: 'GATE_DECISION', voting }] });
    await room().matter('B3-A', 'B3');
    await room().convene('B3.M', ['B3-A']);
    await room().ballot('B3-A', 'B3.M', { p1: 'FOR', p2: 'FOR', p3: 'FOR', p4: 'FOR', p5: 'AGAINST', p6: 'AGAINST' });
    expect(await closed('B3-A')).toMatchObject({ outcome: 'APPROVED', arithmetic: '4 × 3 ≥ 2 × 6', base: 6 });
  });

  it('4: three to three fails with the chair recused; an eligible chair decides it by a casting vote, after the tie', async () => {
    const votes = { p2: 'FOR', p3: 'FOR', p4: 'FOR', p5: 'AGAINST', p6: 'AGAINST', p7: 'AGAINST' };
    await room().board('B4');
    for (const item of ['B4-A', 'B4-B']) await room().matter(item, 'B4');
    await declare('B4-A', 'p1');
    await recuse('B4-A', 'p1', 'p2');
    await room().convene('B4.M', ['B4-A', 'B4-B']);
    await room().ballot('B4-A', 'B4.M', votes);
    expect(await closed('B4-A')).toMatchObject({ outcome: 'REJECTED', verdict: 'TIE' });
    await room().open('B4-B', 'B4.M');
    await room().cast('B4-B', votes);
    const casting = { choice: 'FOR', rationale: 'The case is sound' };
    expect(await room().refusal('decision-item/B4-B', 'give-casting-vote', casting, 'p1')).toBe('NO_CASTING_VOTE');
    await room().give('decision-item/B4-B', 'close-ballot', {}, 'p1');
    await room().give('decision-item/B4-B', 'give-casting-vote', casting, 'p1');
    expect((await room().typesIn('decisionItem-B4-B')).slice(-4)).toEqual([
      'TieDeclared',
      'CastingVoteGiven',
      'BallotClosed',
      'DecisionMade',
    ]);
    expect(await closed('B4-B')).toMatchObject({ outcome: 'APPROVED', verdict: 'CASTING_VOTE' });
  });

  it('7: a paper amended between agenda and ballot makes the proposal stale', async () => {
    await room().board('B7');
    await room().matter('B7-A', 'B7');
    await room().convene('B7.M', ['B7-A']);
    const papers = [{ ...paper, version: '1.1', sha256: 'c'.repeat(64) }];
    await room().give('decision-item/B7-A', 'amend-papers', { papers, reason: 'New figures' });
    const open = ['decision-item/B7-A', 'open-ballot', { meetingId: 'B7.M' }, 'p1'] as const;
    expect(await room().refusal(...open)).toBe('STALE_PROPOSAL');
    await room().give('meeting/B7.M', 'table-item', { itemId: 'B7-A' });
    expect(await room().refusal(...open)).toBe('201');
  });

  it('16: a vote sent twice under one key counts once, and none counts after the close', async () => {
    await room().board('B16');
    await room().matter('B16-A', 'B16');
    await room().convene('B16.M', ['B16-A']);
    await room().open('B16-A', 'B16.M');
    const key = { 'idempotency-key': 'story-16' };
    const vote = () => room().ask('decision-item/B16-A', 'cast-vote', { choice: 'FOR' }, 'p1', key);
    const [first, second] = [await vote(), await vote()];
    expect([first.status, second.status, second.body['replayed']]).toEqual([201, 201, true]);
    await room().give('decision-item/B16-A', 'close-ballot', {}, 'p1');
    expect(await closed('B16-A')).toMatchObject({ votesFor: 1, votesAgainst: 0, notVoting: 7 });
    const late = ['decision-item/B16-A', 'cast-vote', { choice: 'FOR' }, 'p2'] as const;
    expect(await room().refusal(...late)).toBe('BALLOT_CLOSED');
  });

  it('17: a written resolution fails on one objection under unanimity; with a demand for a meeting it stops', async () => {
    await room().board('B17');
    for (const item of ['B17-A', 'B17-B']) {
      await room().matter(item, 'B17');
      await room().give(`decision-item/${item}`, 'circulate-resolution', { closesOn: '2026-03-20' }, 'p1');
    }
    const votes = Object.fromEntries(EIGHT.map((person) => [person, person === 'p8' ? 'AGAINST' : 'FOR']));
    await room().cast('B17-A', votes);
    await room().give('decision-item/B17-A', 'close-ballot', {}, 'p1');
    expect(await closed('B17-A')).toMatchObject({ outcome: 'REJECTED', verdict: 'OBJECTION' });
    await room().cast('B17-B', { p1: 'FOR' });
    await room().give('decision-item/B17-B', 'demand-meeting', { reason: 'We must talk' }, 'p3');
    expect(await room().refusal('decision-item/B17-B', 'cast-vote', { choice: 'FOR' }, 'p2')).toBe('BALLOT_CLOSED');
    expect(await room().last('decisionItem-B17-B', 'DecisionMade')).toBeUndefined();
  });

  it('20: of two who act at once on what they saw one succeeds; the other is told what came between', async () => {
    await room().board('B20');
    await room().matter('B20-A', 'B20', { amount: gbp(0) });
    await room().convene('B20.M', ['B20-A']);
    await room().open('B20-A', 'B20.M');
    await room().cast('B20-A', { p1: 'FOR', p2: 'FOR' });
    const last = (await room().eventsIn('decisionItem-B20-A')).length - 1;
    const seen = { 'if-match': `"${last}"` };
    const answers = await Promise.all([
      room().ask('decision-item/B20-A', 'cast-vote', { choice: 'FOR' }, 'p3', seen),
      room().ask('decision-item/B20-A', 'close-ballot', {}, 'p1', seen),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    const stale = answers.find(({ status }) => status === 412)?.body;
    const [first] = (await room().typesIn('decisionItem-B20-A')).slice(last + 1);
    const by = first === 'VoteCast' ? 'p3' : 'p1';
    expect(stale).toMatchObject({
      code: 'REVISION_CONFLICT',
      intervening: expect.arrayContaining([expect.objectContaining({ revision: last + 1, type: first, by })]),
    });
  });
}
