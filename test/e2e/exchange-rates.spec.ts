import { money, type Money } from '@tabularium/kernel';
import { gbp } from '@tabularium/testing';
import type { Body } from './api-server';
import { Room } from './golden-stories/room';

/** A board and a person with limits in pounds, and amounts in euros: over real HTTP and a real store. */
let room: Room;
beforeAll(async () => (room = await Room.on({})), 60_000);
afterAll(() => room.server.stop());

const eur = (euros: number) => money(euros * 100, 'EUR');
const table = (date: string, rate: string) => ({
  date,
  baseCurrency: 'GBP',
  source: 'Central bank',
  rates: [
    { currency: 'EUR', rate },
    { currency: 'USD', rate: '1.3' },
  ],
});
const rates = (command: string, body: object, person = 'fay') =>
  room.refusal('rate-table/organisation', command, body, person);

let changes = 0;
/** A change of an amount in euros, waiting for approval. */
async function change(euros: number): Promise<string> {
  const path = `change-request/P-FX.CR-${String(++changes).padStart(2, '0')}`;
  const give = (command: string, body: object) => room.give(path, command, body, 'ana');
  await give('raise-change', { type: 'REQUEST_FOR_CHANGE', title: 'x', description: 'x', category: 'x', priority: 3 });
  await give('triage-change', { size: 2, route: 'PROJECT_MANAGER' });
  const text = { scope: 'x', quality: 'x', benefits: 'x', risk: 'x', sustainability: 'x', ifNotDone: 'x' };
  await give('assess-impact', { cost: eur(euros), days: 0, ...text });
  await give('submit-change', {});
  return path;
}
const approve = (path: string) => room.refusal(path, 'approve-change', { rationale: 'Worth it' });

const listed = async (query = '') => (await room.report('corrected-bases', query)).body;

beforeAll(async () => {
  await room.project('P-FX');
  const limit = { limit: gbp(10_000), cumulativeLimit: gbp(15_000), windowDays: 30 };
  await room.give('person/mia', 'delegate-limit', { matter: 'CHANGE_APPROVAL', ...limit }, 'director');
  await room.board('FX', {
    matters: [{ matterType: 'GATE_DECISION', voting: { method: 'SIMPLE' }, upTo: gbp(100_000) }],
  });
  await room.matter('FX-1', 'FX', { amount: eur(125_000) });
  await room.matter('FX-2', 'FX', { amount: eur(125_001) });
  await room.convene('FX.M', ['FX-1', 'FX-2']);
}, 60_000);

describe('an amount in euros under a limit in pounds', () => {
  it('is decided by nobody while there is no rate', async () => {
    expect(await approve(await change(1))).toBe('RATE_NOT_PUBLISHED');
    expect(await room.refusal('decision-item/FX-1', 'open-ballot', { meetingId: 'FX.M' }, 'p1')).toBe(
      'RATE_NOT_PUBLISHED',
    );
  });

  it('is told of before the meeting', async () => {
    const ahead = async () =>
      ((await room.report('pre-flight', 'meeting=FX.M')).body['items'] as readonly Body[]).map(({ limit }) => limit);
    expect(await ahead()).toEqual(['NO_RATE', 'NO_RATE']);
    expect(await rates('publish-rates', table('2026-02-01', '1.2'))).toBe('201');
    await room.settled();
    expect(await ahead()).toEqual(['ABOVE', 'ABOVE']);
    expect(await rates('publish-rates', table('2026-02-20', '1.25'))).toBe('201');
    await room.settled();
    expect(await ahead()).toEqual(['WITHIN', 'ABOVE']);
  });

  it('has its rates published by finance, once a day, and as rates are', async () => {
    expect(await rates('publish-rates', table('2026-03-01', '1.25'), 'ana')).toBe('NOT_ALLOWED');
    expect(await rates('publish-rates', table('2026-03-01', '0'))).toBe('RATE_NOT_POSITIVE');
    const unknown = { ...table('2026-03-01', '1.25'), baseCurrency: 'XXX' };
    expect((await room.ask('rate-table/organisation', 'publish-rates', unknown, 'fay')).status).toBe(400);
    expect(await rates('publish-rates', table('2026-03-01', '1.25'))).toBe('201');
    expect(await rates('publish-rates', table('2026-03-01', '1.3'))).toBe('TABLE_PUBLISHED');
  });

  it('is decided by a person within the limit, and keeps what it came to with its table', async () => {
    expect(await approve(await change(12_501))).toBe('AUTHORITY_EXCEEDED');
    const path = await change(12_500);
    expect(await approve(path)).toBe('201');
    const approved = (await room.server.log()).findLast(({ type }) => type === 'ChangeApproved');
    const converted = { amount: gbp(10_000), from: eur(12_500), rateTable: '2026-03-01.1' };
    expect(approved).toMatchObject({
      metadata: { authority: { limit: gbp(10_000), converted }, pins: { 'rateTable-organisation': 2 } },
    });
    const used = await room.last('authorityUse-mia.CHANGE_APPROVAL', 'AuthorityReserved');
    expect(used).toMatchObject({ amount: gbp(10_000), convertedFrom: eur(12_500), rateTable: '2026-03-01.1' });
    expect(await approve(await change(6_251))).toBe('AUTHORITY_EXCEEDED_CUMULATIVE');
  });

  it('is decided by a board within its limit, and above it is not', async () => {
    expect(await room.refusal('decision-item/FX-2', 'open-ballot', { meetingId: 'FX.M' }, 'p1')).toBe('ABOVE_LIMIT');
    await room.ballot('FX-1', 'FX.M', { p1: 'FOR', p2: 'FOR', p3: 'FOR' });
    const opened = await room.last('decisionItem-FX-1', 'BallotOpened');
    expect(opened).toMatchObject({ amountInLimit: gbp(100_000), rateTable: '2026-03-01.1' });
    expect(await listed()).toMatchObject({ decisions: [], approvals: [] });
  });
});

describe('what is lent in euros of a limit in pounds', () => {
  const path = 'delegation/P-FX.paul-P-FX';
  const lent = { from: 'mia', to: 'paul-P-FX', matter: 'CHANGE_APPROVAL', validUntil: '2026-03-31', reason: 'Leave' };
  it('is no more than the giver has by the rates of the day, and is used within it', async () => {
    const above = { ...lent, limit: eur(12_501) };
    expect(await room.refusal(path, 'grant-delegation', above)).toBe('DELEGATION_EXCEEDS_SOURCE');
    await room.give(path, 'grant-delegation', { ...lent, limit: eur(1_250) });
    const granted = await room.last('delegation-P-FX.paul-P-FX', 'PersonalDelegationGranted');
    expect(granted).toMatchObject({ convertedLimit: gbp(1_000), rateTable: '2026-03-01.1' });
    await room.give(path, 'accept-delegation', { delegationId: 'P-FX.paul-P-FX~1' }, 'paul-P-FX');
    const approval = async (euros: number) =>
      room.refusal(await change(euros), 'approve-change', { rationale: 'Worth it' }, 'paul-P-FX');
    expect(await approval(1_251)).toBe('AUTHORITY_EXCEEDED');
    expect(await approval(1_250)).toBe('201');
    const [approved] = (await room.server.log()).filter(({ type }) => type === 'ChangeApproved').slice(-1);
    const rateTable = '2026-03-01.1';
    expect(approved).toMatchObject({
      metadata: {
        actor: { onBehalfOf: 'mia' },
        authority: {
          converted: { amount: gbp(1_000), from: eur(1_250), rateTable },
          convertedLimit: { amount: gbp(1_000), from: eur(1_250), rateTable },
        },
      },
    });
  });
  it('is told with who could decide, in euros too', async () => {
    const asked = 'matter=CHANGE_APPROVAL&project=P-FX&ccy=EUR';
    const { body } = await room.report('who-could', asked);
    expect(body).toMatchObject({
      rateTable: '2026-03-01.1',
      rows: [
        { personId: 'paul-P-FX', by: 'DELEGATION', upTo: gbp(1_000), upToIn: eur(1_250), leftIn: eur(5_000) },
        { personId: 'mia', by: 'OWN_LIMIT', upTo: gbp(10_000), upToIn: eur(12_500), left: gbp(4_000) },
      ],
    });
    const register = await room.report('delegation-register', 'matter=CHANGE_APPROVAL');
    expect(register.body).toMatchObject({
      rateTable: '2026-03-01.1',
      delegations: [{ upTo: eur(1_250), convertedUpTo: gbp(1_000) }],
      used: [{ holder: 'mia', used: gbp(11_000), left: gbp(4_000) }],
    });
  });
});

describe('a rate corrected afterwards', () => {
  let before: readonly unknown[];
  const decisions = async () =>
    (await room.server.log()).filter(({ stream }) => /^(decisionItem-FX|changeRequest-|authorityUse-)/.test(stream));
  const shown = async (query: string) => (await room.rows('exchange-rates', query))[0];

  beforeAll(async () => {
    before = await decisions();
    room.on('2026-03-10');
    const corrected = { ...table('2026-03-01', '1'), reason: 'Mistyped' };
    expect(await rates('correct-rates', corrected, 'mia')).toBe('201');
    await room.settled();
  });

  it('changes nothing of what was decided, and is told of it', async () => {
    expect(await decisions()).toEqual(before);
    const correction = {
      stream: 'rateTable-organisation',
      kind: 'CORRECTED',
      factType: 'FxRatesPublished',
      by: 'mia',
      reason: 'Mistyped',
    };
    const body = await listed();
    const was = (amount: Money, other: Money) => ({
      ...correction,
      was: { rateTable: '2026-03-01.1', amount },
      shouldBe: { rateTable: '2026-03-01.2', amount: other },
    });
    expect(body['decisions']).toMatchObject([{ item: 'FX-1', corrections: [was(gbp(100_000), gbp(125_000))] }]);
    const approvals = body['approvals'] as readonly Body[];
    const of = (person: string) => approvals.filter(({ personId }) => personId === person);
    expect(approvals).toHaveLength(2);
    expect(of('mia')).toMatchObject([{ corrections: [was(gbp(10_000), gbp(12_500))] }]);
    const lent = was(gbp(1_000), gbp(1_250));
    expect(of('paul-P-FX')).toMatchObject([{ corrections: [lent, lent] }]);
  });

  it('is known from then on, of the days on which it was in force', async () => {
    const [event] = (await room.eventsIn('rateTable-organisation')).slice(-1);
    expect(event).toMatchObject({ type: 'FxRatesCorrected', data: { supersedes: '2026-03-01.1' } });
    const { body } = await room.server.get('/api/views/exchange-rates', 'director');
    const { logIndex } = body['basis'] as { readonly logIndex: number };
    expect(await shown('asOf=2026-03-05')).toMatchObject({ table: '2026-03-01.2', rates: ['1', '1.3'] });
    expect(await shown(`asOf=2026-03-05&knownAt=${logIndex - 1}`)).toMatchObject({ table: '2026-03-01.1' });
    expect(await shown('asOf=2026-01-31')).toBeUndefined();
  });

  it('counts what was used as it was converted then, and holds for what is decided now', async () => {
    expect(await approve(await change(4_001))).toBe('AUTHORITY_EXCEEDED_CUMULATIVE');
    expect(await approve(await change(4_000))).toBe('201');
    const used = await room.last('authorityUse-mia.CHANGE_APPROVAL', 'AuthorityReserved');
    expect(used).toMatchObject({ amount: gbp(4_000), usedBefore: gbp(11_000), rateTable: '2026-03-01.2' });
  });
});
