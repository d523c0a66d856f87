import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { LogClock, openEmbeddedStore, States, transact, type EmbeddedStore } from '@tabularium/event-store';
import { addDays, zoneOf, type ActingAuthority, type Decider, type MessageMap } from '@tabularium/kernel';
import { foldLog, type LoggedEvent, type View } from '@tabularium/read-store';
import { gbp } from '@tabularium/testing';
import { policyOn } from '../contract/policy-versions';
import { delegationMatrix } from '../domain/delegation-matrix.decider';
import { inForceOn } from '../domain/delegation-matrix.state';
import { governancePolicy } from '../domain/governance-policy.decider';
import { delegationMatrixView } from './delegation-matrix.view';
import { policies } from './policies.view';

const folder = mkdtempSync(join(tmpdir(), 'versions-'));
const START = '2026-03-02';
/** A second version is in force from this day on. */
const SECOND = '2026-03-20';
const DAYS = Array.from({ length: 60 }, (_, n) => addDays(START, n));
const authority: ActingAuthority = { basis: 'DECISION', ref: 'IB-2026-0001', covers: () => true };
let store: EmbeddedStore;
beforeAll(() => void (store = openEmbeddedStore({ folder })));
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

let runs = 0;
type Sent = readonly (readonly [command: string, data: object])[];
type AnyDecider<S> = Decider<S, MessageMap, MessageMap, string, Readonly<Record<string, object>>>;

/** Carries the commands out a day after the other, and tells what was written and what state it makes. */
async function written<S>(decider: AnyDecider<S>, zone: string, facts: object, sent: Sent) {
  const id = `run${runs++}`;
  let now = Date.parse(`${START}T20:00:00.000Z`);
  const clock = new LogClock(() => now);
  const runtime = { states: new States(store), clock, zone: zoneOf(zone), schemaVersionOf: () => 1, pauseMs: () => 0 };
  const heads = [];
  for (const [at, [command, data]] of sent.entries()) {
    now += at < 6 ? 1 : 86_400_000;
    const actor = { id: command.startsWith('Draft') ? 'ana' : 'system' };
    const call = { id, command, data, actor, authority, commandId: `${id}-${at}` };
    const result = await transact(runtime, decider, call, () => Promise.resolve(facts));
    heads.push('refused' in result ? -1 : result.revision);
  }
  const events: LoggedEvent[] = [];
  for await (const event of store.readStream(`${decider.category}-${id}`))
    events.push({ ...event, index: events.length });
  const { state } = await runtime.states.state(decider, id);
  return { events, state, heads, zone: zoneOf(zone) };
}

/** Often the day of the adoption, on which it is the next one already in Auckland. */
const day = fc.oneof(
  fc.constant(START),
  fc.integer({ min: 0, max: 40 }).map((n) => addDays(START, n)),
);
const perhaps = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const zone = fc.constantFrom('UTC', 'Pacific/Auckland', 'America/Los_Angeles');
const version = fc.constantFrom(1, 2);
const reason = 'x';

const rowsOn = (view: View, events: readonly LoggedEvent[], asOf: string, logIndex = events.length - 1) =>
  foldLog(view, events, { logIndex, asOf }).rows.map(({ row }) => row);

describe('whatever is corrected, the view shows on every day what the rules go by, and what was known before stays', () => {
  it('of the matrix', async () => {
    const row = (holder: string, pounds?: number) => ({
      matter: 'CHANGE_APPROVAL' as const,
      holder,
      ...(pounds ? { singleLimit: gbp(pounds) } : {}),
    });
    const ladder = (...holders: readonly string[]) => [...holders.map((holder, at) => row(holder, at + 1)), row('IB')];
    const rows = fc.subarray(['SPONSOR', 'PMO_MANAGER', 'PMO_DIRECTOR']).map((holders) => ladder(...holders));
    const facts = { theMatrix: '', roles: ['SPONSOR', 'PMO_MANAGER', 'PMO_DIRECTOR'], barred: [], bodies: ['IB'] };
    const correction = fc.record({ version, from: perhaps(day), rows: perhaps(rows) });
    let accepted = 0;
    const property = fc.asyncProperty(fc.array(correction, { maxLength: 8 }), zone, async (corrections, here) => {
      const theMatrix = `run${runs}`;
      const first = ladder('PMO_MANAGER');
      const sent: Sent = [
        ['DraftMatrix', { rows: first }],
        ['ApproveMatrix', { version: 1 }],
        ['ActivateMatrix', { version: 1 }],
        ['DraftMatrix', { rows: ladder('SPONSOR', 'PMO_MANAGER') }],
        ['ApproveMatrix', { version: 2 }],
        ['ActivateMatrix', { version: 2, from: SECOND }],
        ...corrections.map((data) => ['CorrectMatrix', { ...data, reason }] as const),
      ];
      const decider = delegationMatrix as unknown as AnyDecider<typeof delegationMatrix.initial>;
      const { events, state, heads, zone: at } = await written(decider, here, { ...facts, theMatrix }, sent);
      accepted += events.length - 7;
      for (const on of DAYS.slice(1)) {
        const inForce = inForceOn(state, on);
        const shown = rowsOn(delegationMatrixView, events, at.endOf(on));
        expect([on, shown.map((each) => [each['version'], each['holder']]).sort()]).toEqual([
          on,
          (inForce?.rows ?? []).map(({ holder }) => [inForce?.version, holder]).sort(),
        ]);
        const known = rowsOn(delegationMatrixView, events, at.endOf(on), heads[5]);
        expect([...new Set(known.map((each) => each['version']))]).toEqual([on < SECOND ? 1 : 2]);
      }
    });
    await fc.assert(property, { numRuns: 40 });
    expect(accepted).toBeGreaterThan(30);
  }, 60_000);

  it('of a policy', async () => {
    const rules = (value: string) => [{ ruleId: 'CPI', text: 'Red', value }];
    const draft = (value: string) => ({ kind: 'RAG_THRESHOLDS', title: 'RAG', rules: rules(value) });
    const changed = perhaps(fc.constantFrom('0.7', '0.8').map(rules));
    const correction = fc.record({ version, from: perhaps(day), rules: changed });
    const property = fc.asyncProperty(fc.array(correction, { maxLength: 8 }), zone, async (corrections, here) => {
      const sent: Sent = [
        ['DraftPolicy', draft('0.5')],
        ['SubmitPolicy', { version: 1 }],
        ['AdoptPolicy', { version: 1 }],
        ['ActivatePolicy', { version: 1 }],
        ['DraftPolicy', draft('0.6')],
        ['SubmitPolicy', { version: 2 }],
        ['AdoptPolicy', { version: 2 }],
        ['ActivatePolicy', { version: 2, from: SECOND }],
        ...corrections.map((data) => ['CorrectPolicy', { ...data, reason }] as const),
      ];
      const decider = governancePolicy as unknown as AnyDecider<typeof governancePolicy.initial>;
      const { events, state, heads, zone: at } = await written(decider, here, {}, sent);
      for (const on of DAYS.slice(4)) {
        const inForce = policyOn(state, on);
        const shown = rowsOn(policies, events, at.endOf(on)).filter((each) => each['state'] === 'IN_FORCE');
        expect([on, shown.map((each) => [each['version'], each['rules']])]).toEqual([
          on,
          inForce ? [[inForce.version, [`CPI – Red – ${inForce.rules[0]?.value}`]]] : [],
        ]);
        const known = rowsOn(policies, events, at.endOf(on), heads[7]);
        expect(known.find((each) => each['state'] === 'IN_FORCE')).toMatchObject({ version: on < SECOND ? 1 : 2 });
      }
    });
    await fc.assert(property, { numRuns: 40 });
  }, 60_000);
});
