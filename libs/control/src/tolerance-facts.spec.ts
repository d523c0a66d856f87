import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogClock, openEmbeddedStore, States, transact, type EmbeddedStore } from '@tabularium/event-store';
import type { Read } from '@tabularium/http';
import { zoneOf, type Decider, type MessageMap } from '@tabularium/kernel';
import { authorityWith, gbp } from '@tabularium/testing';
import { changeRequest } from './domain/change-request.decider';
import { toleranceUse } from './domain/tolerance-use.decider';
import { toleranceFor } from './tolerance-facts';

const folder = mkdtempSync(join(tmpdir(), 'tolerance-'));
const today = '2026-03-02';
let store: EmbeddedStore;
let states: States;
let key = 0;
beforeAll(() => {
  store = openEmbeddedStore({ folder });
  states = new States(store);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const read: Read = async (reading, id) => (await states.reading(reading, id)).state;
const revision = (category: string, id: string) => states.revision(category, id);

async function given(stream: string, ...events: readonly (readonly [type: string, data: object])[]): Promise<void> {
  const decider = {
    category: stream.slice(0, stream.indexOf('-')),
    initial: 0,
    evolve: Object.fromEntries(events.map(([type]) => [type, (n: number) => n + 1])),
    decide: { Happen: () => events.map(([type, data]) => ({ type, data })) },
  } as Decider<number, MessageMap, MessageMap>;
  await transact(runtime(), decider, callOn(stream.slice(stream.indexOf('-') + 1), 'Happen', {}));
}
const runtime = () => ({
  states: new States(store),
  clock: new LogClock(() => Date.parse(`${today}T09:00:00.000Z`)),
  zone: zoneOf('UTC'),
  schemaVersionOf: () => 1,
});
const callOn = <N extends string, D extends object>(id: string, command: N, data: D) => ({
  id,
  command,
  data,
  actor: { id: 'ben' },
  authority: authorityWith(gbp(1_000)),
  commandId: `key-${key++}`,
});

it('what was claimed for a change counts until the change has moved on, whatever became of who claimed it', async () => {
  await given(
    'governancePolicy-TOLERANCES',
    [
      'PolicyDrafted',
      { version: 1, kind: 'TOLERANCES', title: 'x', rules: [{ ruleId: 'LIGHT.days', text: 'x', value: '10' }] },
    ],
    ['PolicyActivated', { version: 1, from: today }],
  );
  await given('project-P', ['ProjectRegistered', { tier: 'LIGHT' }]);
  const projectId = 'P';
  const words = { scope: '0', quality: '0', benefits: '0', risk: '0', sustainability: '0', ifNotDone: 'x' };
  for (const id of ['P.CR-01', 'P.CR-02'])
    await given(
      `changeRequest-${id}`,
      ['ChangeRequested', { projectId, raisedBy: 'ana' }],
      ['ChangeImpactAssessed', { projectId, cost: gbp(0), days: 6, ...words }],
      ['ChangeSubmitted', { projectId, submittedBy: 'ana' }],
    );
  const used = async (id: string) =>
    (await toleranceFor({ read, revision, today }, id))?.before.map(({ changeId }) => changeId);
  const approve = (id: string) =>
    transact(runtime(), changeRequest, callOn(id, 'ApproveChange', { rationale: 'x' }), async (asked) => {
      const tolerance = await toleranceFor({ ...asked, today }, id);
      return tolerance ? { tolerance } : {};
    });
  const claim = { changeId: 'P.CR-01', revision: 2, cost: gbp(0), days: 6 };
  await transact(runtime(), toleranceUse, callOn('P', 'ClaimTolerance', claim));
  expect(await used('P.CR-01')).toEqual([]);
  expect(await used('P.CR-02')).toEqual(['P.CR-01']);
  expect(await approve('P.CR-02')).toMatchObject({ refused: 'BEYOND_TOLERANCE' });
  await transact(runtime(), changeRequest, callOn('P.CR-01', 'RejectChange', { reason: 'x' }));
  expect(await used('P.CR-02')).toEqual([]);
  expect(await approve('P.CR-02')).not.toHaveProperty('refused');
  expect(await used('P.CR-01')).toEqual(['P.CR-02']);
});
