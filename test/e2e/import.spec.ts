import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  loadMapping,
  planImport,
  runImport,
  type ImportClient,
  type ImportOutcome,
  type KnownReturn,
} from '@tabularium/migration';
import { TestServer } from './api-server';

const root = join(__dirname, '..', '..');
const folder = join(root, '..', 'shared', 'data', 'gmpp');
const isThere = existsSync(folder);
if (!isThere) console.warn(`Skipped: the returns of the GMPP are not in ${folder}`);
const withData = isThere ? describe : describe.skip;

/** The importer's engine, in the process. */
const clientOf = ({ engine }: TestServer): ImportClient => ({
  submit: (command) => engine.submit({ ...command, actor: 'director' }),
  knownReturns: async (source) => {
    await engine.caughtUp();
    const where = [{ column: 'source', is: 'in', values: [source] }] as const;
    const { rows } = await engine.views.page('legacy-returns', {}, { where, limit: 100 });
    return rows.map(({ row }) => row as unknown as KnownReturn);
  },
});

const VIEWS = [
  'project-register',
  'departed-components',
  'confidence-history',
  'legacy-milestones',
  'legacy-approvals',
];
const DAYS = ['2017-09-30', '2018-09-30', '2019-09-30', '2021-03-31'];

withData('three returns of a real portfolio in a real engine', () => {
  const mapping = loadMapping(readFileSync(join(root, 'examples/mappings/gmpp.mapping.json')));
  const files = readdirSync(folder)
    .filter((name) => /^uk_20(?:18|19|20)\.csv$/u.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

  const importInto = async (
    server: TestServer,
    groups: readonly (typeof files)[],
  ): Promise<readonly ImportOutcome[]> => {
    const outcomes = [];
    for (const group of groups)
      outcomes.push(await runImport(await planImport(mapping, group), { client: clientOf(server), concurrency: 32 }));
    await server.engine.caughtUp();
    return outcomes;
  };

  const answersOf = async ({ engine }: TestServer): Promise<readonly string[]> => {
    const asked = VIEWS.flatMap((name) => DAYS.map((asOf) => ({ name, asOf })));
    const answers = asked.map(async ({ name, asOf }) => {
      const { rows, sha256 } = await engine.views.contentHash(name, { asOf });
      return `${name} ${asOf} ${rows} ${sha256}`;
    });
    return Promise.all(answers);
  };

  it('give the same answers for every day when they arrive at once and when the one in the middle comes last', async () => {
    const [atOnce, outOfOrder] = [await TestServer.start(), await TestServer.start()];
    try {
      const [outcome] = await importInto(atOnce, [files]);
      expect(outcome).toMatchObject({ kind: 'done', refused: [] });
      const [first, middle, last] = files.map((file) => [file]);
      await importInto(outOfOrder, [last ?? [], first ?? [], middle ?? []]);
      expect(await answersOf(outOfOrder)).toEqual(await answersOf(atOnce));
      const [again] = await importInto(atOnce, [files]);
      expect(again).toMatchObject({ factsAdded: 0, refused: [] });
    } finally {
      await atOnce.stop();
      await outOfOrder.stop();
    }
  }, 120_000);
});
