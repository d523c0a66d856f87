import { gbp } from '@tabularium/testing';
import { TestServer } from './api-server';
import { termsFor } from './terms';

/** What the engine notes about called meetings when their days pass, over real HTTP and a real store. */
const MEMBERS = ['cleo', 'dan', 'eve'];
const terms = termsFor(
  MEMBERS.map((member) => `seat-${member}`),
  [{ matterType: 'PROJECT_APPROVAL', voting: { method: 'SIMPLE' }, upTo: gbp(1_000_000) }],
  { noticeDays: 7, paperDays: 3 },
);
let server: TestServer;
let now = Date.parse('2026-03-02T09:00:00.000Z');

beforeAll(async () => {
  server = await TestServer.start({}, { clock: () => now });
  for (const member of MEMBERS) await server.person(member, { role: 'BOARD_MEMBER' });
  await server.person('mia', { role: 'PMO_MANAGER' });
  await server.accepted('/api/governance-body/IB/establish-body', { name: 'Investment board', terms });
  for (const personId of MEMBERS)
    await server.accepted('/api/governance-body/IB/appoint-member', { seatId: `seat-${personId}`, personId });
  const matter = { bodyId: 'IB', matterType: 'PROJECT_APPROVAL', subject: 'Lights', papers: [], effects: [] };
  await server.accepted('/api/decision-item/ITEM/propose-matter', matter, 'mia');
  for (const name of ['NOTICE', 'SILENT'])
    await meeting(name, 'schedule-meeting', { on: '2026-03-20', mode: 'REMOTE' });
  await meeting('NOTICE', 'table-item', { itemId: 'ITEM' });
  await meeting('NOTICE', 'publish-agenda');
}, 60_000);
afterAll(() => server.stop());

const meeting = (name: string, command: string, body: object = {}) =>
  server.accepted(`/api/meeting/IB.${name}/${command}`, body, 'mia');

const noted = async (): Promise<readonly string[]> =>
  (await server.log())
    .filter(({ type }) => type === 'AgendaBecameOverdue' || type === 'PaperDeadlinePassed')
    .map(({ type, stream, data }) => `${stream} ${type} ${JSON.stringify(data)}`)
    .sort();

const overdue = 'meeting-IB.SILENT AgendaBecameOverdue {"dueOn":"2026-03-13"}';
const passed = (name: string, tabled: readonly string[]): string =>
  `meeting-IB.${name} PaperDeadlinePassed ${JSON.stringify({ dueOn: '2026-03-17', tabled })}`;

/** Until the engine has looked at what is due. */
async function eventually(expected: readonly string[]): Promise<void> {
  for (let wait = 0; wait < 60 && (await noted()).length < expected.length; wait++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await server.engine.caughtUp();
  expect(await noted()).toEqual(expected);
}
const nothingMore = async (expected: readonly string[]): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, 600));
  await eventually(expected);
};

it('an agenda that is not out when the last day of notice has passed is overdue; one that is out is not', async () => {
  now = Date.parse('2026-03-13T23:59:00.000Z');
  await nothingMore([]);
  now = Date.parse('2026-03-14T00:00:00.000Z');
  await eventually([overdue]);
});

it('is noted once, by no rebuild and no restart again', async () => {
  await server.engine.rebuild('deadlines');
  await server.restart();
  await nothingMore([overdue]);
});

it('the day papers were due is noted of every called meeting, with what lay on the table, by who was down on it', async () => {
  await server.restart(() => (now = Date.parse('2026-03-19T09:00:00.000Z')));
  const all = [passed('NOTICE', ['ITEM']), overdue, passed('SILENT', [])];
  await eventually(all);
  await server.restart();
  await nothingMore(all);
});

it('meetings and the report on how bodies govern show them', async () => {
  const row = async (name: string) => (await server.get(`/api/views/meetings/IB.${name}`)).body['row'];
  expect(await row('NOTICE')).toMatchObject({ agendaOverdue: false, paperDeadlinePassed: true, tabledInTime: 1 });
  expect(await row('SILENT')).toMatchObject({ agendaOverdue: true, paperDeadlinePassed: true, tabledInTime: 0 });
  expect((await server.get('/api/reports/governance-performance?body=IB')).body['rows']).toMatchObject([
    { agendasOverdue: 1, paperDeadlinesPassed: 2, paperDeadlinesMissed: 1, meetingsHeld: 0 },
  ]);
});
