import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@tabularium/kernel';
import { organisationContext } from '@tabularium/organisation';
import { openSqliteReadStore, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { Board } from '../../test/board';
import { decisionsContext } from '../decisions.module';
import { actionTrackerReport } from './action-tracker.query';
import { boardPack } from './board-pack.query';
import { governancePerformance } from './governance-performance.query';
import { interestRegisterReport } from './interest-register.query';

const folder = mkdtempSync(join(tmpdir(), 'decisions-days-'));
const open: ReadStore[] = [];
afterAll(async () => {
  for (const store of open) await store.close();
  rmSync(folder, { recursive: true });
});

const TODAY = '2026-04-01';
const FIVE = ['p1', 'p2', 'p3', 'p4', 'p5'];

/** What happened, at another hour of the same days in UTC. */
const at = (hour: string, events: readonly LoggedEvent[]): readonly LoggedEvent[] =>
  events.map((event) => {
    const { recordedAt, effectiveAt } = event.metadata;
    const moved = { recordedAt: recordedAt.replace('T10', hour), effectiveAt: effectiveAt.replace('T10', hour) };
    return { ...event, metadata: { ...event.metadata, ...moved } };
  });

async function viewsIn(timeZone: string, events: readonly LoggedEvent[]): Promise<ReadStore> {
  const file = join(folder, `${open.length}.sqlite`);
  const views = [...decisionsContext.views, ...organisationContext.views];
  const store = await openSqliteReadStore({ file, views, timeZone, today: () => TODAY });
  open.push(store);
  await store.ingest(await store.takeOver('views', 'test'), events);
  return store;
}

describe.each([
  ['UTC', 'T10', 0],
  ['Pacific/Auckland', 'T20', 1],
  ['America/Los_Angeles', 'T02', -1],
])('days are those of the organisation: in %s at %s UTC', (timeZone, hour, later) => {
  const onItsDay = (day: string) => addDays(day, later);

  it('of the basis, and of when an action ended', async () => {
    const board = await Board.of(5);
    const act = (id: string, command: string, data: object, actor: string) =>
      board.done('actionItem', id, command, data, { actor });
    for (const id of ['OPEN', 'DONE'])
      await act(id, 'RaiseAction', { text: id, owner: 'p2', dueOn: '2026-03-10', from: 'ITEM' }, 'p1');
    board.later(12);
    await act('DONE', 'CompleteAction', { evidence: 'A photograph' }, 'p2');
    await act('DONE', 'VerifyAction', {}, 'p3');
    const interest = { interestId: 'p1.1', counterparty: 'Dredge Ltd', nature: 'Shares' };
    board.happened('interestRegister-p1', 'StandingInterestDeclared', { ...interest, from: addDays(TODAY, 1) });
    const views = await viewsIn(timeZone, at(hour, board.logged()));
    const { rows } = await actionTrackerReport.run({}, views);
    expect(rows.map(({ action, overdueDays }) => [action, overdueDays])).toEqual([
      ['DONE', 4 + later],
      ['OPEN', 22],
    ]);
    expect((await interestRegisterReport.run({}, views)).standing).toEqual([]);
    const tomorrow = await interestRegisterReport.run({ asOf: addDays(TODAY, 1) }, views);
    expect(tomorrow.standing).toMatchObject([{ counterparty: 'Dredge Ltd' }]);
  });

  it('of the call of a meeting, of a proposal, and of what is late in a board pack', async () => {
    const board = await Board.of(5);
    const late = { text: 'LATE', owner: 'p2', dueOn: board.today, from: 'IB.2026-03' };
    await board.done('actionItem', 'LATE', 'RaiseAction', late, { actor: 'p1' });
    await board.propose();
    await board.convene(FIVE);
    await board.ballot({ p1: 'FOR', p2: 'FOR', p3: 'FOR' });
    const views = await viewsIn(timeZone, at(hour, board.logged()));
    const pack = await boardPack.run({ meeting: 'IB.2026-03' }, views);
    expect(pack.notice).toMatchObject({ calledOn: onItsDay('2026-03-02'), days: 7 - later });
    expect(pack.openActions).toMatchObject([{ action: 'LATE', overdueDays: 7 + later }]);
    const { rows } = await governancePerformance.run({ body: 'IB' }, views);
    expect(rows).toMatchObject([{ daysToDecideP50: 7 - later }]);
  });
});
