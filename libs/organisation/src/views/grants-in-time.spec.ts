import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { LogClock, openEmbeddedStore, States, transact, type EmbeddedStore } from '@tabularium/event-store';
import { callerOf } from '@tabularium/identity';
import { addDays, instantOf, zoneOf, type LocalDate } from '@tabularium/kernel';
import { foldLog, type LoggedEvent } from '@tabularium/read-store';
import { authorityWith } from '@tabularium/testing';
import { person } from '../domain/person.decider';
import { grants } from './grants.view';

const folder = mkdtempSync(join(tmpdir(), 'grants-'));
const FIRST = '2026-03-02';
const DAYS = Array.from({ length: 40 }, (_, day) => addDays('2026-02-20', day));
const ROLES = ['PMO_ANALYST', 'PMO_MANAGER', 'AUDITOR'] as const;
let store: EmbeddedStore;
beforeAll(() => void (store = openEmbeddedStore({ folder })));
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const day = (least: number, most: number) => fc.integer({ min: least, max: most }).map((n) => addDays(FIRST, n));
const grantId = fc.integer({ min: 1, max: 4 }).map((n) => `paul.${n}`);
const role = fc.constantFrom(...ROLES);
const perhaps = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const because = { reason: 'x' };
const hours = fc.integer({ min: 0, max: 3 });
const granting = fc
  .record({ role, from: perhaps(day(0, 12)), until: perhaps(day(0, 20)) })
  .map((data) => ['GrantRole', data] as const);
const step = fc.oneof(
  granting,
  role.map((taken) => ['RevokeRole', { role: taken, ...because }] as const),
  fc
    .record({
      grantId,
      from: perhaps(day(-9, 12)),
      until: perhaps(day(-9, 20)),
      withoutEnd: perhaps(fc.constant(true)),
    })
    .map((data) => ['CorrectRoleGrant', { ...data, ...because }] as const),
  grantId.map((id) => ['VoidRoleGrant', { grantId: id, ...because }] as const),
);
const zone = fc.constantFrom('UTC', 'Pacific/Auckland', 'America/Los_Angeles').map(zoneOf);

let people = 0;

it('on every day the view shows the roles that the rules go by, and a correction changes nothing known before', async () => {
  const kinds = new Set<string>();
  const property = fc.asyncProperty(
    // Begins with a role and is never short: by chance alone a history seldom has anything to correct or to void.
    fc.tuple(granting, fc.array(fc.tuple(step, hours), { minLength: 6, maxLength: 14, size: 'max' })),
    zone,
    async ([first, rest], here) => {
      const steps = [[first, 0] as const, ...rest];
      const id = `paul${people++}`;
      let now = Date.parse(`${FIRST}T10:00:00.000Z`);
      const runtime = {
        states: new States(store),
        clock: new LogClock(() => now),
        zone: here,
        schemaVersionOf: () => 1,
        pauseMs: () => 0,
      };
      const send = (command: string, data: object) => {
        const grantId = 'grantId' in data ? { grantId: String(data.grantId).replace('paul', id) } : {};
        const call = {
          id,
          command: command as 'GrantRole',
          data: { ...data, ...grantId } as never,
          actor: { id: 'dora' },
          authority: authorityWith(),
          commandId: `${id}-${command}-${now}`,
        };
        return transact(runtime, person, call, () => Promise.resolve({}));
      };
      const logged = async () => {
        const events: LoggedEvent[] = [];
        for await (const event of store.readStream(`person-${id}`)) events.push({ ...event, index: events.length });
        return events;
      };
      const shown = (events: readonly LoggedEvent[], logIndex: number, on: LocalDate) =>
        foldLog(grants, events, { logIndex, asOf: here.endOf(on) })
          .rows.filter(({ row }) => row['state'] === 'HELD')
          .map(({ row }) => row['role']);
      await send('RegisterPerson', { name: 'Paul', unit: 'PMO' });
      let before: { readonly head: number; readonly rows: unknown } | undefined;
      for (const [[command, data], later] of steps) {
        now += later * 11 * 3_600_000 + 1;
        const result = await send(command, data);
        if ('refused' in result || result.eventIds.length === 0) continue;
        kinds.add(command);
        const events = await logged();
        const { state } = await runtime.states.state(person, id);
        for (const on of DAYS) {
          const held = callerOf(id, state, on).roles.map((grant) => grant.role);
          // A role taken back is gone from the rules for good; on the days before the view still shows it.
          if (on >= here.dayOf(instantOf(now)))
            expect([on, shown(events, Infinity, on).sort()]).toEqual([on, held.sort()]);
          expect(new Set(shown(events, Infinity, on)).size).toBe(shown(events, Infinity, on).length);
        }
        if (before) expect(DAYS.map((on) => shown(events, before?.head ?? 0, on))).toEqual(before.rows);
        before = { head: events.length - 1, rows: DAYS.map((on) => shown(events, events.length - 1, on)) };
      }
    },
  );
  await fc.assert(property, { numRuns: 60 });
  expect(kinds.size).toBe(4);
}, 60_000);
