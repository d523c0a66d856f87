import {
  isRefusal,
  streamName,
  type FactCorrected,
  type FactMeta,
  type FactVoided,
  type MessageMap,
  type NewFact,
} from '@tabularium/kernel';
import { portfolioContext } from '@tabularium/portfolio';
import fc from 'fast-check';
import {
  loadMapping,
  planImport,
  runImport,
  type ImportClient,
  type ImportCommand,
  type KnownReturn,
  type Submitted,
} from './index';

const mapping = loadMapping(
  JSON.stringify({
    source: 'returns',
    title: 'Yearly returns',
    portfolio: { id: 'WORKS', name: 'Public works', currency: 'GBP' },
    files: [{ name: { matches: '\\.csv$' }, returnOn: { column: 'Return', formats: ['YYYY-MM-DD'] } }],
    identity: { columns: ['Project'], form: 'name', aliases: [{ id: 'bridge', names: ['Old bridge'] }] },
    fields: { name: { column: 'Project' }, wholeLifeCost: { column: 'Cost' } },
    missingNextTime: 'departed',
  }),
);

type Line = readonly [returnOn: string, project: string, cost: number];

const planOf = (lines: readonly Line[], from = mapping) => {
  const text = ['Return,Project,Cost', ...lines.map((line) => line.join(','))].join('\n');
  return planImport(from, [{ name: 'returns.csv', bytes: Buffer.from(text) }]);
};

interface Stored extends NewFact {
  readonly id: string;
}

interface Stream {
  readonly revision: number;
  readonly facts: readonly Stored[];
}

/** The deciders of the portfolio context over streams in memory; amendments applied as the engine does. */
class MemoryEngine implements ImportClient {
  private readonly streams = new Map<string, Stream>();
  private readonly receipts = new Map<string, Submitted>();
  /** Commands it still takes before it goes away. */
  left = Infinity;

  submit(command: ImportCommand): Promise<Submitted> {
    if (this.left === 0) return Promise.reject(new Error('gone'));
    this.left -= 1;
    const known = this.receipts.get(command.commandId);
    if (known?.kind === 'accepted') return Promise.resolve({ ...known, receipt: { ...known.receipt, replayed: true } });
    const answer = this.carryOut(command);
    this.receipts.set(command.commandId, answer);
    return Promise.resolve(answer);
  }

  knownReturns(source: string): Promise<readonly KnownReturn[]> {
    const recorded = this.named('legacyReturn-').map(
      ({ facts }) => facts.at(-1)?.data as KnownReturn & { source: string },
    );
    return Promise.resolve(recorded.filter((one) => one.source === source));
  }

  /** For each project and day: what it is said to cost, or that it left. */
  answers(days: readonly string[]): object {
    const projects = [...this.streams].filter(([name]) => name.startsWith('project-'));
    return Object.fromEntries(
      projects.flatMap(([name, { facts }]) => {
        const said = days.map((day) => asOf(facts, day));
        return said.some((answer) => answer !== 'unknown') ? [[name, said]] : [];
      }),
    );
  }

  private carryOut({ category, id, command, data, commandId }: ImportCommand): Submitted {
    const wiring = portfolioContext.aggregates.find(({ contract }) => contract.category === category);
    const decide = wiring?.decider.decide[command];
    if (!wiring || !decide) throw new Error(`No ${category} ${command}`);
    const name = streamName(category, id);
    const stream = this.streams.get(name) ?? { revision: -1, facts: [] };
    const decision = decide(data, fold(wiring.decider, stream.facts), { id, facts: {} } as never);
    if (isRefusal(decision)) return { kind: 'refused', refusal: { code: decision.refused, words: decision.refused } };
    const facts = decision.reduce<readonly Stored[]>(
      (before, decided, at) => appended(before, { ...decided, id: `${commandId}/${at}` }),
      stream.facts,
    );
    const revision = stream.revision + decision.length;
    this.streams.set(name, { revision, facts });
    return { kind: 'accepted', receipt: { revision, eventIds: decision.map((_, at) => `${commandId}/${at}`) } };
  }

  private named(prefix: string): readonly Stream[] {
    return [...this.streams].filter(([name]) => name.startsWith(prefix)).map(([, stream]) => stream);
  }
}

function appended(facts: readonly Stored[], added: Stored): readonly Stored[] {
  const { voidsEventId, correctsEventId, shouldBe } = added.data as Partial<FactCorrected & FactVoided>;
  if (voidsEventId) return facts.filter(({ id }) => id !== voidsEventId);
  if (!correctsEventId || !shouldBe) return [...facts, added];
  return facts.map((known) => (known.id === correctsEventId ? { ...known, data: shouldBe } : known));
}

interface Foldable {
  readonly initial: unknown;
  readonly evolve: Readonly<Record<string, (state: unknown, data: never, meta: FactMeta) => unknown>>;
}

const byDay = (facts: readonly Stored[]): readonly Stored[] =>
  [...facts].sort((a, b) =>
    (a.effectiveOn ?? '') < (b.effectiveOn ?? '') ? -1 : (a.effectiveOn ?? '') > (b.effectiveOn ?? '') ? 1 : 0,
  );

const fold = ({ initial, evolve }: Foldable, facts: readonly Stored[]): never =>
  byDay(facts).reduce<unknown>(
    (state, { type, data, id }) => evolve[type]?.(state, data as never, { eventId: id } as FactMeta),
    initial,
  ) as never;

/** Only the first absence after the last mention counts. */
function asOf(facts: readonly Stored[], day: string): string {
  return byDay(facts)
    .filter(({ effectiveOn = '' }) => effectiveOn <= day)
    .reduce((answer, { type, data, effectiveOn }) => {
      if (type === 'LegacyCostReported') return JSON.stringify((data as MessageMap)['wholeLifeCost']);
      if (type !== 'LegacyAbsenceReported' || answer === 'unknown' || answer.startsWith('left')) return answer;
      return `left ${effectiveOn}`;
    }, 'unknown');
}

const days = ['2013-09-30', '2014-09-30', '2015-09-30', '2016-09-30'];

const importAll = async (client: MemoryEngine, ...imports: readonly (readonly Line[])[]) => {
  const outcomes = [];
  for (const lines of imports) outcomes.push(await runImport(await planOf(lines), { client }));
  return outcomes;
};

const costs = (minor: number): string => JSON.stringify({ minor: String(minor * 100), ccy: 'GBP' });

describe('an import', () => {
  it('asserts every project, charters the portfolio and says who left', async () => {
    const client = new MemoryEngine();
    const lines: Line[] = [
      ['2013-09-30', 'Old bridge', 9],
      ['2013-09-30', 'Tunnel', 5],
      ['2014-09-30', 'Tunnel', 6],
    ];
    const [outcome] = await importAll(client, lines);
    expect(outcome).toMatchObject({ kind: 'done', commands: 7, alreadySo: 0, refused: [], withdrawn: [] });
    expect(outcome?.departed).toEqual([{ projectId: 'bridge', returnOn: '2014-09-30' }]);
    expect(client.answers(days)).toEqual({
      'project-bridge': [costs(9), 'left 2014-09-30', 'left 2014-09-30', 'left 2014-09-30'],
      'project-tunnel': [costs(5), costs(6), costs(6), costs(6)],
    });
  });

  it('sends nothing in a dry run', async () => {
    const client = new MemoryEngine();
    client.left = 0;
    const plan = await planOf([['2013-09-30', 'Tunnel', 5]]);
    expect(await runImport(plan, { client, dryRun: true })).toMatchObject({ kind: 'dryRun', commands: 3 });
  });

  it('corrects what a corrected file says otherwise, and corrects it back', async () => {
    const client = new MemoryEngine();
    const [one, other]: Line[][] = [[['2013-09-30', 'Tunnel', 5]], [['2013-09-30', 'Tunnel', 7]]];
    await importAll(client, one ?? [], other ?? []);
    expect(client.answers(['2013-09-30'])).toEqual({ 'project-tunnel': [costs(7)] });
    const [again] = await importAll(client, one ?? []);
    expect(client.answers(['2013-09-30'])).toEqual({ 'project-tunnel': [costs(5)] });
    expect(again?.factsAdded).toBe(2);
  });

  it('takes back what it read under an identity that the mapping now sees differently', async () => {
    const client = new MemoryEngine();
    const lines: Line[] = [['2013-09-30', 'New bridge', 9]];
    await importAll(client, lines);
    const aliases = [{ id: 'bridge', names: ['Old bridge', 'New bridge'] }];
    const better = { ...mapping, identity: { ...mapping.identity, aliases } };
    const outcome = await runImport(await planOf(lines, better), { client });
    expect(outcome.withdrawn).toEqual([{ projectId: 'new-bridge', returnOn: '2013-09-30' }]);
    expect(client.answers(['2013-09-30'])).toEqual({ 'project-bridge': [costs(9)] });
  });

  it('takes nothing back from a reading with rows that nobody can place, until they can be placed', async () => {
    const client = new MemoryEngine();
    const [tunnel, bridge]: Line[] = [
      ['2013-09-30', 'Tunnel', 5],
      ['2013-09-30', 'Old bridge', 6],
    ];
    const lines = [tunnel, bridge].flatMap((line) => (line ? [line] : []));
    await importAll(client, lines);
    const [damaged] = await importAll(client, [...lines.slice(0, 1), ['2013-09-30', '', 6]]);
    expect(damaged?.withdrawn).toEqual([]);
    expect(client.answers(['2013-09-30'])).toMatchObject({ 'project-bridge': [costs(6)] });
    const [whole] = await importAll(client, lines.slice(0, 1));
    expect(whole?.withdrawn).toEqual([{ projectId: 'bridge', returnOn: '2013-09-30' }]);
  });

  it('stops between two commands when told so', async () => {
    const client = new MemoryEngine();
    const stop = new AbortController();
    const plan = await planOf([
      ['2013-09-30', 'Tunnel', 5],
      ['2014-09-30', 'Tunnel', 6],
    ]);
    const onProgress = ({ done }: { done: number }): void => (done === 3 ? stop.abort() : undefined);
    const outcome = await runImport(plan, { client, signal: stop.signal, onProgress, concurrency: 1 });
    expect(outcome).toMatchObject({ kind: 'interrupted', commands: 3 });
    expect(await runImport(plan, { client })).toMatchObject({ kind: 'done', refused: [] });
  });

  it('goes on after the engine went away', async () => {
    const client = new MemoryEngine();
    const lines: Line[] = [
      ['2013-09-30', 'Tunnel', 5],
      ['2013-09-30', 'Old bridge', 6],
    ];
    client.left = 3;
    await expect(importAll(client, lines)).rejects.toThrow('gone');
    client.left = Infinity;
    const [outcome] = await importAll(client, lines);
    expect(outcome).toMatchObject({ kind: 'done', alreadySo: 3 });
    expect(client.answers(['2013-09-30'])).toEqual({ 'project-tunnel': [costs(5)], 'project-bridge': [costs(6)] });
  });
});

const lines = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom(...days),
    fc.constantFrom('Old bridge', 'Tunnel', 'Tower', 'Harbour'),
    fc.integer({ min: 1, max: 3 }),
  ),
  { selector: ([returnOn, project]) => `${returnOn} ${project}`, minLength: 1, maxLength: 12 },
);

const byReturn = (all: readonly Line[]): readonly (readonly Line[])[] =>
  [...new Set(all.map(([returnOn]) => returnOn))].map((day) => all.filter(([returnOn]) => returnOn === day));

describe('any way to the same returns', () => {
  it('gives the same answers: all at once, or one after the other in any order, or twice', async () => {
    const orders = lines.chain((all) => {
      const returns = byReturn(all);
      return fc.tuple(fc.constant(all), fc.shuffledSubarray([...returns], { minLength: returns.length }));
    });
    await fc.assert(
      fc.asyncProperty(orders, async ([all, order]) => {
        const [atOnce, inOrder] = [new MemoryEngine(), new MemoryEngine()];
        await importAll(atOnce, all);
        await importAll(inOrder, ...order);
        expect(inOrder.answers(days)).toEqual(atOnce.answers(days));
        const repeated = await importAll(inOrder, ...order);
        expect(repeated.map(({ factsAdded }) => factsAdded)).toEqual(order.map(() => 0));
        await importAll(inOrder, all);
        expect(inOrder.answers(days)).toEqual(atOnce.answers(days));
      }),
      { numRuns: 50 },
    );
  });

  it('gives the same answers after an interruption anywhere, even on the way from another reading', async () => {
    await fc.assert(
      fc.asyncProperty(lines, lines, fc.nat(20), async (before, after, left) => {
        const days2 = new Set(after.map(([returnOn]) => returnOn));
        const earlier = before.filter(([returnOn]) => days2.has(returnOn));
        const [straight, halting] = [new MemoryEngine(), new MemoryEngine()];
        await importAll(straight, after);
        if (earlier.length > 0) await importAll(halting, earlier);
        halting.left = left;
        await importAll(halting, after).catch(() => undefined);
        halting.left = Infinity;
        await importAll(halting, after);
        expect(halting.answers(days)).toEqual(straight.answers(days));
      }),
      { numRuns: 50 },
    );
  });
});
