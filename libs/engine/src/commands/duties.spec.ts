import {
  LogClock,
  openEmbeddedStore,
  States,
  transact,
  type EmbeddedStore,
  type EventStore,
  type StoredEvent,
} from '@tabularium/event-store';
import { authorityOf, SYSTEM_ID } from '@tabularium/identity';
import { addDays, fact, zoneOf, type Actor, type Decider, type MessageMap } from '@tabularium/kernel';
import { SEGREGATION_POLICY } from '@tabularium/organisation/contract';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duties } from './duties';

const KINDS = ['Draft', 'Check', 'Sign'] as const;
type Kind = (typeof KINDS)[number];
const happens: Readonly<Record<Kind, string>> = { Draft: 'Drafted', Check: 'Checked', Sign: 'Signed' };

/** Papers of three kinds: everybody may do everything, as often as they like. A note is never checked. */
const papers = ['letter', 'invoice', 'note'].map((category): Decider<null, MessageMap, MessageMap> => {
  const evolve = Object.fromEntries(Object.values(happens).map((type) => [type, () => null]));
  const decide = Object.fromEntries(KINDS.map((kind) => [kind, () => [fact(happens[kind], {})]]));
  return { category, initial: null, evolve, decide };
});
const [letter, invoice, note] = papers as [(typeof papers)[0], (typeof papers)[0], (typeof papers)[0]];
class Happened {}
const events = Object.fromEntries(Object.values(happens).map((type) => [type, Happened]));
const { Checked: _, ...unchecked } = events;
const contracts = papers.map((paper) => ({ category: paper.category, events: paper === note ? unchecked : events }));

const folder = mkdtempSync(join(tmpdir(), 'tabularium-duties-'));
let store: EmbeddedStore;
let wall = Date.UTC(2026, 2, 2, 10);
let count = 0;
beforeAll(() => {
  store = openEmbeddedStore({ folder });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});
const today = () => new Date(wall).toISOString().slice(0, 10);
const later = (days: number) => void (wall += days * 86_400_000);

/** One process over the log. */
function processOver(log: EventStore = store) {
  const states = new States(log);
  const { barred } = new Duties(contracts, states);
  const runtime = { states, clock: new LogClock(() => wall), zone: zoneOf('UTC'), schemaVersionOf: () => 1, barred };
  return async (decider: (typeof papers)[0], id: string, command: Kind, actor: Actor, decision?: string) => {
    const by = decision ? { decision } : {};
    const authority = authorityOf(actor.id === SYSTEM_ID ? 'SYSTEM' : 'PMO_MANAGER', {}, by);
    const call = { id, command, data: {}, actor, authority, commandId: `duty-${++count}` };
    const result = await transact({ ...runtime, pauseMs: () => 0 }, decider, call);
    return 'refused' in result ? result : undefined;
  };
}

/** The store as one over a network: some reads overtake others. */
const slowly = (): EventStore => ({
  name: store.name,
  readStream: async function* (...args) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() < 0.5 ? 0 : 10));
    yield* store.readStream(...args);
  },
  readAll: (read) => store.readAll(read),
  subscribeToAll: (from) => store.subscribeToAll(from),
  append: (...args) => store.append(...args),
  close: () => store.close(),
});

/** Puts the next version of the policy in force, as the policy's stream says it. */
async function inForce(from: string, ...ruleIds: readonly string[]): Promise<number> {
  const stream = `governancePolicy-${SEGREGATION_POLICY}`;
  const last = store.lastRevision(stream) ?? -1;
  const version = (last + 1) / 2 + 1;
  const rules = ruleIds.map((ruleId) => ({ ruleId, text: 'x' }));
  const drafted = { version, kind: SEGREGATION_POLICY, title: 'Duties', rules };
  const facts = [
    { type: 'PolicyDrafted', data: drafted },
    { type: 'PolicyActivated', data: { version, from } },
  ];
  const at = new Date(wall).toISOString();
  const happened = facts.map(({ type, data }, n) => ({
    id: `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
    type,
    data,
    metadata: {
      schemaVersion: 1,
      recordedAt: at,
      effectiveAt: n === 0 || from <= today() ? at : `${from}T00:00:00.000Z`,
      actor: { id: 'dora' },
      authority: { basis: 'ROLE' as const },
      commandId: `policy-${count}`,
      commandHash: '',
      correlationId: 'x',
      causationId: 'x',
    },
  }));
  await store.append(stream, last < 0 ? 'no_stream' : last, happened);
  return version;
}

async function eventsOf(stream: string): Promise<readonly StoredEvent[]> {
  const found: StoredEvent[] = [];
  for await (const event of store.readStream(stream)) found.push(event);
  return found;
}

const ana = { id: 'ana' };
const ben = { id: 'ben' };
const rule = 'DUTIES.Checked.Sign';
const id = () => `P-${++count}`;

it('reads and pins nothing while no version is in force', async () => {
  const send = processOver();
  const paper = id();
  await send(letter, paper, 'Check', ana);
  expect(await send(letter, paper, 'Sign', ana)).toBeUndefined();
  expect((await eventsOf(`letter-${paper}`)).map(({ metadata }) => metadata.pins)).toEqual([undefined, undefined]);
});

it('keeps who caused the event from the command on the same record, from the first day of the version on', async () => {
  const send = processOver();
  const [paper, other] = [id(), id()];
  const version = await inForce(addDays(today(), 1), rule);
  await send(letter, paper, 'Check', ana);
  expect(await send(letter, paper, 'Sign', ana)).toBeUndefined();
  later(1);
  expect(await send(letter, paper, 'Sign', ana)).toEqual({
    refused: 'SOD_POLICY',
    detail: { ruleId: rule, version, eventType: 'Checked', personId: 'ana' },
  });
  expect(await send(letter, paper, 'Draft', ana)).toBeUndefined();
  expect(await send(letter, other, 'Sign', ana)).toBeUndefined();
  expect(await send(invoice, paper, 'Sign', ana)).toBeUndefined();
  expect(await send(letter, paper, 'Sign', ben)).toBeUndefined();
  expect(await send(note, paper, 'Sign', ana)).toBeUndefined();
  expect((await eventsOf(`note-${paper}`))[0]?.metadata.pins).toBeUndefined();
  const pins = (await eventsOf(`letter-${paper}`)).map(({ type, metadata }) => [type, metadata.pins]);
  expect(pins.slice(2)).toEqual([
    ['Drafted', undefined],
    ['Signed', { [`governancePolicy-${SEGREGATION_POLICY}`]: 2 * version - 1 }],
  ]);
});

it('is lifted by a version without the rule, on its first day', async () => {
  const send = processOver();
  const paper = id();
  await inForce(addDays(today(), 2), 'DUTIES.Drafted.Sign');
  await send(letter, paper, 'Check', ana);
  later(1);
  expect(await send(letter, paper, 'Sign', ana)).toMatchObject({ refused: 'SOD_POLICY' });
  later(1);
  expect(await send(letter, paper, 'Sign', ana)).toBeUndefined();
});

it('keeps both from it: who acts for somebody, and for whom', async () => {
  const send = processOver();
  await inForce(addDays(today(), 1), rule);
  later(1);
  const forAna = { id: 'ben', onBehalfOf: 'ana' };
  const [one, two] = [id(), id()];
  await send(letter, one, 'Check', ana);
  expect(await send(letter, one, 'Sign', forAna)).toMatchObject({ detail: { personId: 'ana' } });
  await send(letter, two, 'Check', forAna);
  expect(await send(letter, two, 'Sign', ana)).toMatchObject({ detail: { personId: 'ana' } });
  expect(await send(letter, two, 'Sign', ben)).toMatchObject({ detail: { personId: 'ben' } });
});

it('leaves alone what the engine carries out', async () => {
  const send = processOver();
  const paper = id();
  await send(letter, paper, 'Check', { id: SYSTEM_ID });
  expect(await send(letter, paper, 'Sign', { id: SYSTEM_ID }, 'IB-2026-0001')).toBeUndefined();
});

it('holds when the event and the command are in a race', async () => {
  for (let race = 0; race < 100; race++) {
    const paper = id();
    await Promise.all(
      ['Check', 'Sign', 'Draft'].map((kind) => processOver(slowly())(letter, paper, kind as Kind, ana)),
    );
    const types = (await eventsOf(`letter-${paper}`)).map(({ type }) => type);
    const [checked, signed] = [types.indexOf('Checked'), types.indexOf('Signed')];
    if (signed >= 0) expect(signed).toBeLessThan(checked);
  }
});

/** What is on record is held against the rules once more, by who did what and when, without any of the engine's reading. */
it('never lets through what a rule of the day forbids, and refuses nothing else', async () => {
  const duty = fc.tuple(fc.constantFrom(...Object.values(happens)), fc.constantFrom(...KINDS));
  const person = fc.constantFrom('ana', 'ben', 'cy');
  const step = fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({ rules: fc.array(duty, { maxLength: 4 }), days: fc.integer({ min: 1, max: 2 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        paper: fc.constantFrom('a', 'b'),
        decider: fc.constantFrom(letter, invoice),
        command: fc.constantFrom(...KINDS),
        who: person,
        onBehalfOf: fc.option(person, { nil: undefined }),
        days: fc.integer({ min: 0, max: 1 }),
      }),
    },
  );
  const seen = { refused: 0, accepted: 0 };
  const property = fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
    const send = processOver();
    const round = `R${++count}`;
    // So that no version of another round is still to come.
    later(100);
    const versions: { readonly from: string; readonly rules: readonly (readonly [string, Kind])[] }[] = [];
    await inForce(today());
    for (const one of steps) {
      if ('rules' in one) {
        const next = addDays(versions.at(-1)?.from ?? today(), one.days);
        const from = next < today() ? today() : next;
        versions.push({ from, rules: one.rules });
        await inForce(from, ...one.rules.map((pair) => `DUTIES.${pair.join('.')}`));
        continue;
      }
      later(one.days);
      const { decider, command, who, onBehalfOf } = one;
      const paper = `${round}.${one.paper}`;
      const stream = `${decider.category}-${paper}`;
      const past = (store.lastRevision(stream) ?? -1) < 0 ? [] : await eventsOf(stream);
      const persons: readonly string[] = [who, ...(onBehalfOf ? [onBehalfOf] : [])];
      const day = today();
      const rules = versions.findLast(({ from }) => from <= day)?.rules ?? [];
      const isForbidden = rules.some(
        ([type, named]) =>
          named === command &&
          past.some(
            (event) =>
              event.type === type &&
              [event.metadata.actor.id, event.metadata.actor.onBehalfOf ?? ''].some((by) => persons.includes(by)),
          ),
      );
      const actor = onBehalfOf ? { id: who, onBehalfOf } : { id: who };
      const refusal = await send(decider, paper, command, actor);
      expect([stream, command, refusal?.refused]).toEqual([stream, command, isForbidden ? 'SOD_POLICY' : undefined]);
      seen[refusal ? 'refused' : 'accepted']++;
    }
  });
  await fc.assert(property, { numRuns: 60 });
  expect(Math.min(seen.refused, seen.accepted)).toBeGreaterThan(50);
}, 60_000);
