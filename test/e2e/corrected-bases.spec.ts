import { Room } from './golden-stories/room';

/** What is learnt later about the basis of a decision changes what is known about that day, never what was decided. */
let room: Room;
beforeAll(async () => (room = await Room.on({})), 60_000);
afterAll(() => room.server.stop());

interface Corrections {
  readonly decisions: readonly {
    readonly item: string;
    readonly corrections: readonly { readonly knownFrom: number; readonly stream: string }[];
  }[];
}
const listed = async (more = '') =>
  ((await room.report('corrected-bases', `body=CB${more}`)).body as unknown as Corrections).decisions;
const eventIdIn = async (stream: string, personId: string) => {
  const event = (await room.eventsIn(stream)).find(({ data }) => data['personId'] === personId);
  return (event as unknown as { readonly id: string }).id;
};

it('a decision stays as it was made and is listed once its basis is corrected; before it is not', async () => {
  await room.board('CB');
  await room.project('P-CB');
  const target = { category: 'project', id: 'P-CB' };
  await room.matter('CB-A', 'CB', { target });
  room.on('2026-03-09');
  await room.convene('CB.M', ['CB-A']);
  await room.ballot('CB-A', 'CB.M', { p1: 'FOR', p2: 'FOR', p3: 'FOR' });
  const decided = await room.eventsIn('decisionItem-CB-A');
  const [count] = await room.rows('ballots', 'item=CB-A');
  expect(await listed()).toEqual([]);

  room.on('2026-03-20');
  const body = 'governance-body/CB';
  const appointmentOf = async (personId: string) => ({
    appointmentEventId: await eventIdIn('governanceBody-CB', personId),
  });
  const until = { ...(await appointmentOf('p3')), until: '2026-03-05', reason: 'Had resigned' };
  await room.give(body, 'correct-appointment', until, 'director');
  await room.give(body, 'void-appointment', { ...(await appointmentOf('p2')), reason: 'Never sworn in' }, 'director');
  await room.give('person/p4', 'revoke-role', { role: 'BOARD_MEMBER', reason: 'Left' }, 'director');
  const assessed = { scale: 'DCA-3', rating: 'RED', commentary: 'Known since', effectiveOn: '2026-03-06' };
  await room.give('project/P-CB', 'assess-delivery-confidence', assessed);

  const [decision, ...others] = await listed();
  expect(others).toEqual([]);
  expect(decision).toMatchObject({
    item: 'CB-A',
    decisionNo: 'CB-2026-0001',
    decidedOn: '2026-03-09',
    outcome: 'APPROVED',
    corrections: [
      {
        stream: 'governanceBody-CB',
        kind: 'CORRECTED',
        factType: 'MemberAppointed',
        was: { seatId: 's3', personId: 'p3' },
        shouldBe: { seatId: 's3', personId: 'p3', until: '2026-03-05' },
        by: 'director',
        reason: 'Had resigned',
        recordedAt: '2026-03-20T09:00:00.000Z',
      },
      { stream: 'governanceBody-CB', kind: 'VOIDED', was: { seatId: 's2', personId: 'p2' }, shouldBe: null },
      { stream: 'project-P-CB', kind: 'BACKDATED', factType: 'DeliveryConfidenceAssessed' },
    ],
  });
  const [first, second] = decision?.corrections ?? [];
  expect(await listed(`&knownAt=${(first?.knownFrom ?? 0) - 1}`)).toEqual([]);
  const [between] = await listed(`&knownAt=${(second?.knownFrom ?? 0) - 1}`);
  expect(between?.corrections).toHaveLength(1);

  const since = await room.eventsIn('decisionItem-CB-A');
  expect(since).toEqual(decided);
  expect(await room.rows('ballots', 'item=CB-A')).toEqual([count]);
  const seats = async (more: string) =>
    (await room.rows('seats', `body=CB&asOf=2026-03-09${more}`)).find(({ seat }) => seat === 's2')?.['personId'];
  expect([await seats(''), await seats(`&knownAt=${(first?.knownFrom ?? 0) - 1}`)]).toEqual([null, 'p2']);
});

it('what begins after a decision, on its own day or later, is no part of its basis', async () => {
  room.on('2026-04-01');
  await room.board('CC');
  await room.matter('CC-A', 'CC');
  const later = { seatId: 's8', personId: 'cat', from: '2026-05-01' };
  await room.give('governance-body/CC', 'relieve-member', { seatId: 's8', reason: 'Left' }, 'director');
  await room.give('governance-body/CC', 'appoint-member', later, 'director');
  await room.convene('CC.M', ['CC-A'], ['p1', 'p2', 'p3', 'p4', 'p5']);
  await room.ballot('CC-A', 'CC.M', { p1: 'FOR', p2: 'FOR' });
  await room.give('governance-body/CC', 'appoint-member', { seatId: 's9', personId: 'p9' }, 'director');
  for (const personId of ['cat', 'p9']) {
    const asked = { appointmentEventId: await eventIdIn('governanceBody-CC', personId), reason: 'A mistake' };
    await room.give('governance-body/CC', 'void-appointment', asked, 'director');
  }
  const reports = await room.report('corrected-bases', 'item=CC-A');
  expect(reports.body['decisions']).toEqual([]);
});
