import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  LogClock,
  openEmbeddedStore,
  States,
  StoreUnavailable,
  transact,
  type EmbeddedStore,
  type EventStore,
  type TransactRuntime,
} from '@tabularium/event-store';
import { authorityOf } from '@tabularium/identity';
import { fact, money, refuse, zoneOf, type Decider, type MessageMap, type Money } from '@tabularium/kernel';
import { authorityUse, delegationFold, personFold, rateTable } from '@tabularium/organisation';
import { RATES_ID } from '@tabularium/organisation/contract';
import { AuthorityUses } from './authority-uses';
import { ByLimits } from './by-limits';
import { Rights } from './rights';

/** A thing that is approved once, for what it costs. */
type Commands = { Approve: { readonly amount: Money; readonly late?: true; readonly raisedBy?: string } };
type Events = { Approved: { readonly amount: Money } };
const thing: Decider<{ readonly approved: boolean }, Commands, Events> = {
  category: 'thing',
  initial: { approved: false },
  evolve: { Approved: () => ({ approved: true }) },
  decide: {
    Approve: ({ amount, late, raisedBy }, { approved }, { actor, authority }) => {
      if (approved) return refuse('APPROVED');
      if (actor.id === raisedBy) return refuse('SOD_SELF_APPROVAL');
      if (!authority.covers(amount)) return refuse('AUTHORITY_EXCEEDED');
      return late ? refuse('TOO_LATE') : [fact('Approved', { amount })];
    },
  },
};

const gbp = (minor: number) => money(minor, 'GBP');
const folder = mkdtempSync(join(tmpdir(), 'tabularium-limits-'));
let store: EmbeddedStore;
let wall = Date.UTC(2026, 2, 2, 10);
let persons = 0;

beforeAll(() => {
  store = openEmbeddedStore({ folder });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** What one process has of its own. */
function processOver(log: EventStore) {
  const runtime: TransactRuntime = {
    states: new States(log),
    clock: new LogClock(() => wall),
    zone: zoneOf('UTC'),
    schemaVersionOf: () => 1,
    pauseMs: () => Math.random() * 3,
  };
  const limits = new ByLimits(runtime, new Rights(runtime), new AuthorityUses(runtime));
  const approve = async (
    person: string,
    id: string,
    amount: number,
    commandId = `${id}-key`,
    late = false,
    { raisedBy, meanwhile }: { readonly raisedBy?: string; readonly meanwhile?: () => Promise<void> } = {},
  ) => {
    const { result, call } = await limits.carryOut({
      decider: thing as unknown as Decider<unknown, MessageMap, MessageMap>,
      matter: 'CHANGE_APPROVAL',
      collect: (rule) => (rule && meanwhile ? () => meanwhile().then(() => ({})) : undefined),
      call: {
        id,
        command: 'Approve',
        data: { amount: gbp(amount), ...(late ? { late } : {}), ...(raisedBy ? { raisedBy } : {}) },
        actor: { id: person },
        authority: authorityOf('PMO_MANAGER', {}),
        commandId,
        correlationId: commandId,
      },
    });
    if ('refused' in result) return result.refused;
    const { onBehalfOf } = call.actor;
    return { by: call.authority.ref, replayed: result.replayed, ...(onBehalfOf ? { onBehalfOf } : {}) };
  };
  const uses = async (person: string) => {
    const { state } = await runtime.states.state(authorityUse, `${person}.CHANGE_APPROVAL`);
    return state.uses.map(({ stage, amount }) => `${stage} ${amount.minor}`);
  };
  return { runtime, limits, approve, uses };
}

/** Somebody who may decide on single changes up to 60, and on 100 for a project within 30 days. */
async function person(limits: object = { cumulativeLimit: gbp(100), windowDays: 30 }): Promise<string> {
  const { runtime } = processOver(store);
  const id = `p${++persons}`;
  const call = { id, actor: { id: 'director' }, authority: authorityOf('PMO_DIRECTOR', {}) };
  const names = { name: id, unit: 'PMO' };
  await transact(runtime, personFold, { ...call, command: 'RegisterPerson', data: names, commandId: `${id}-1` });
  const limit = { matter: 'CHANGE_APPROVAL' as const, limit: gbp(60), ...limits };
  await transact(runtime, personFold, { ...call, command: 'DelegateLimit', data: limit, commandId: `${id}-2` });
  return id;
}

/** The store, which once fails on the target: before it has written, or after. */
function dying(when: 'before' | 'after'): EventStore {
  return {
    name: store.name,
    readStream: (...args) => store.readStream(...args),
    readAll: (read) => store.readAll(read),
    subscribeToAll: (from) => store.subscribeToAll(from),
    close: () => store.close(),
    append: async (stream, ...rest) => {
      if (stream.startsWith('thing-') && when === 'before') throw new StoreUnavailable('killed', false);
      if (stream.startsWith('authorityUse-') && rest[1].some(({ type }) => type === 'AuthorityExercised'))
        throw new StoreUnavailable('killed', false);
      return store.append(stream, ...rest);
    },
  };
}

describe('a single limit', () => {
  it('alone reserves nothing', async () => {
    const ana = await person({});
    const { approve, uses } = processOver(store);
    expect(await approve(ana, 'S.1', 60)).toMatchObject({ by: `${ana}.1` });
    expect(await approve(ana, 'S.2', 61)).toBe('AUTHORITY_EXCEEDED');
    expect(await uses(ana)).toEqual([]);
  });
});

describe('a limit that approvals share', () => {
  it('covers them until it is used up, and what is refused otherwise never counts', async () => {
    const ana = await person();
    const { approve, uses } = processOver(store);
    expect(await approve(ana, 'A.1', 50)).toMatchObject({ by: `${ana}.1` });
    expect(await approve(ana, 'A.2', 50, 'late-key', true)).toBe('TOO_LATE');
    expect(await approve(ana, 'A.3', 61)).toBe('AUTHORITY_EXCEEDED');
    expect(await approve(ana, 'A.4', 50)).toMatchObject({ by: `${ana}.1` });
    expect(await approve(ana, 'A.5', 1)).toBe('AUTHORITY_EXCEEDED_CUMULATIVE');
    expect(await approve(ana, 'B.1', 60)).toMatchObject({ by: `${ana}.1` });
    expect(await uses(ana)).toEqual(['exercised 50', 'exercised 50', 'exercised 60']);
  });
  it('counts a repeated command once', async () => {
    const ana = await person();
    const { approve, uses } = processOver(store);
    await approve(ana, 'C.1', 50, 'same');
    expect(await approve(ana, 'C.1', 50, 'same')).toMatchObject({ replayed: true });
    expect(await processOver(store).approve(ana, 'C.1', 50, 'same')).toMatchObject({ replayed: true });
    expect(await uses(ana)).toEqual(['exercised 50']);
  });
  it('gives back what was set apart when somebody else decided meanwhile', async () => {
    const [ana, ben] = [await person(), await person()];
    const [one, two] = [processOver(store), processOver(store)];
    const outcomes = await Promise.all([one.approve(ana, 'D.1', 50, 'd-ana'), two.approve(ben, 'D.1', 50, 'd-ben')]);
    expect(outcomes.filter((outcome) => outcome === 'APPROVED')).toHaveLength(1);
    const all = [...(await one.uses(ana)), ...(await one.uses(ben))];
    expect(all.filter((use) => use === 'exercised 50')).toHaveLength(1);
    expect(all.filter((use) => use.startsWith('reserved'))).toEqual([]);
  });
});

describe('an amount in another currency than the limit', () => {
  /** What a thing in euros was approved by, and what is counted of it. */
  async function approved(by: string, id: string, minor: number, more: object = {}) {
    const { limits, uses } = processOver(store);
    const { result, call } = await limits.carryOut({
      decider: thing as unknown as Decider<unknown, MessageMap, MessageMap>,
      matter: 'CHANGE_APPROVAL',
      collect: () => undefined,
      call: {
        id,
        command: 'Approve',
        data: { amount: money(minor, 'EUR') },
        actor: { id: by },
        authority: authorityOf('PMO_MANAGER', {}),
        commandId: `${id}-key`,
        correlationId: id,
      },
      ...more,
    });
    if ('refused' in result) return result.refused;
    return { converted: call.authority.converted, uses: await uses(by) };
  }
  async function publish(command: 'PublishRates' | 'CorrectRates', rate: string) {
    const { runtime } = processOver(store);
    const call = { id: RATES_ID, actor: { id: 'fay' }, authority: authorityOf('FINANCE_CONTROLLER', {}) };
    const content = { date: '2026-03-02', baseCurrency: 'GBP', source: 'x', rates: [{ currency: 'EUR', rate }] };
    const asked = { ...call, commandId: `${command}-${rate}` };
    const data = { ...content, reason: 'x' };
    if (command === 'PublishRates') await transact(runtime, rateTable, { ...asked, command, data: content });
    else await transact(runtime, rateTable, { ...asked, command, data });
  }
  const from = (minor: number) => money(minor, 'EUR');

  it('is not covered until there is a rate, and then by what it comes to on that day', async () => {
    const [one, shared] = [await person({}), await person()];
    expect(await approved(one, 'X.1', 1)).toBe('RATE_NOT_PUBLISHED');
    await publish('PublishRates', '1.25');
    expect(await approved(one, 'X.1', 76)).toBe('AUTHORITY_EXCEEDED');
    const rateTable = '2026-03-02.1';
    expect(await approved(one, 'X.2', 75)).toEqual({
      converted: { amount: gbp(60), from: from(75), rateTable },
      uses: [],
    });
    expect(await approved(shared, 'X.3', 50)).toMatchObject({ uses: ['exercised 40'] });
    await publish('CorrectRates', '2');
    expect(await approved(shared, 'X.4', 120)).toEqual({
      converted: { amount: gbp(60), from: from(120), rateTable: '2026-03-02.2' },
      uses: ['exercised 40', 'exercised 60'],
    });
    expect(await approved(shared, 'X.5', 2)).toBe('AUTHORITY_EXCEEDED_CUMULATIVE');
  });
  it('is decided anew when its rate is corrected before it is written', async () => {
    const ana = await person();
    let times = 0;
    const collect = (rule?: object) =>
      rule ? () => (times++ === 0 ? publish('CorrectRates', '4') : Promise.resolve()).then(() => ({})) : undefined;
    await expect(approved(ana, 'X.6', 120, { collect })).rejects.toThrow(/rateTable-/);
    expect(await approved(ana, 'X.6', 120)).toMatchObject({
      converted: { amount: gbp(30), rateTable: '2026-03-02.3' },
      uses: ['exercised 30'],
    });
  });
});

describe('what changes while somebody decides', () => {
  it('gives no right by a limit that is taken back before it is written', async () => {
    const ana = await person();
    const { approve, uses, runtime } = processOver(store);
    let times = 0;
    const meanwhile = async () => {
      if (times++ > 0) return;
      await transact(runtime, personFold, {
        id: ana,
        actor: { id: 'director' },
        authority: authorityOf('PMO_DIRECTOR', {}),
        command: 'RevokeDelegation',
        data: { matter: 'CHANGE_APPROVAL', reason: 'Left' },
        commandId: `${ana}-3`,
      });
    };
    await expect(approve(ana, 'H.1', 50, 'h', false, { meanwhile })).rejects.toThrow(/person-/);
    expect(await uses(ana)).toEqual(['released 50']);
    expect(await approve(ana, 'H.1', 50, 'h')).toBe('AUTHORITY_EXCEEDED');
  });
});

describe('what was delegated', () => {
  /** Ben has the use of Ana's limit. */
  async function lent() {
    const [ana, ben] = [await person(), `b${++persons}`];
    const { runtime } = processOver(store);
    const own = await new Rights(runtime).rulesOf(ana, 'CHANGE_APPROVAL', 'I.1');
    const call = { id: ben, authority: authorityOf('PMO_MANAGER', {}) };
    const grant = { from: ana, to: ben, matter: 'CHANGE_APPROVAL' as const, limit: gbp(60), reason: 'Leave' };
    const facts = async () => ({ delegateKnown: true, own, received: false });
    const asked = { ...call, actor: { id: ana }, command: 'GrantDelegation' as const, commandId: `${ben}-1` };
    await transact(runtime, delegationFold, { ...asked, data: { ...grant, validUntil: '2026-06-30' } }, facts);
    const accept = { ...call, actor: { id: ben }, command: 'AcceptDelegation' as const, commandId: `${ben}-2` };
    await transact(runtime, delegationFold, { ...accept, data: { delegationId: `${ben}~1` } });
    return [ana, ben] as const;
  }

  it('is used on behalf of the giver, and counts as theirs', async () => {
    const [ana, ben] = await lent();
    const { approve, uses } = processOver(store);
    expect(await approve(ben, `${ben}.1`, 60)).toMatchObject({ by: `${ben}~1`, onBehalfOf: ana });
    expect(await uses(ana)).toEqual(['exercised 60']);
  });
  it('is not used for what the giver raised', async () => {
    const [ana, ben] = await lent();
    const { approve, uses } = processOver(store);
    const raisedBy = ana;
    expect(await approve(ben, `${ben}.1`, 60, 'raised', false, { raisedBy })).toBe('SOD_SELF_APPROVAL');
    expect(await uses(ana)).toEqual(['released 60']);
    expect(await approve(ben, `${ben}.2`, 60, 'other', false, { raisedBy: 'cleo' })).toMatchObject({ onBehalfOf: ana });
  });
});

describe('a process that dies', () => {
  it('before the target is written leaves a reservation, which the same command finds again', async () => {
    const ana = await person();
    await expect(processOver(dying('before')).approve(ana, 'E.1', 60, 'e')).rejects.toThrow('killed');
    const { approve, uses } = processOver(store);
    expect(await uses(ana)).toEqual(['reserved 60']);
    expect(await approve(ana, 'E.2', 60)).toBe('AUTHORITY_EXCEEDED_CUMULATIVE');
    expect(await approve(ana, 'E.1', 60, 'e')).toMatchObject({ replayed: false });
    expect(await uses(ana)).toEqual(['exercised 60']);
  });
  it('after the target is written leaves a use, which a repeat confirms', async () => {
    const ana = await person();
    expect(await processOver(dying('after')).approve(ana, 'F.1', 60, 'f')).toMatchObject({ replayed: false });
    const { approve, uses } = processOver(store);
    expect(await uses(ana)).toEqual(['reserved 60']);
    expect(await approve(ana, 'F.1', 60, 'f')).toMatchObject({ replayed: true });
    expect(await uses(ana)).toEqual(['exercised 60']);
  });
  it('and never comes back has its reservations settled by what the targets hold, ten minutes later', async () => {
    const ana = await person();
    await expect(processOver(dying('before')).approve(ana, 'G.1', 30, 'g1')).rejects.toThrow('killed');
    await processOver(dying('after')).approve(ana, 'G.2', 30, 'g2');
    const { approve, uses } = processOver(store);
    expect(await approve(ana, 'G.3', 45)).toBe('AUTHORITY_EXCEEDED_CUMULATIVE');
    wall += 11 * 60_000;
    expect(await approve(ana, 'G.4', 45)).toMatchObject({ by: `${ana}.1` });
    expect(await uses(ana)).toEqual(['released 30', 'exercised 30', 'exercised 45']);
  });
});

describe('a thousand races of two approvals that together exceed a limit', () => {
  it('never have two winners', async () => {
    const [one, two] = [processOver(store), processOver(store)];
    const tally = { none: 0, one: 0, both: 0 };
    for (let round = 0; round < 1000; round += 20)
      await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const ana = await person();
          const id = (side: string) => `R${round + n}.${side}`;
          const late = n % 2 === 0 ? setImmediate() : undefined;
          const outcomes = await Promise.all([
            one.approve(ana, id('a'), 60),
            Promise.resolve(late).then(() => two.approve(ana, id('b'), 60)),
          ]);
          const won = outcomes.filter((outcome) => typeof outcome !== 'string').length;
          tally[won === 2 ? 'both' : won === 1 ? 'one' : 'none']++;
        }),
      );
    expect(tally).toEqual({ none: 0, one: 1000, both: 0 });
  }, 120_000);
});
