import type { Basis } from '@tabularium/read-store';
import { read } from '../api/answers.adapter';
import { given, pathOf, type Api } from '../api/api';
import { noRow } from '../api/pages';
import type { OneAnswer, WhyAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { basisLine } from '../format/basis';
import { examples } from '../format/help';
import type { Paper } from '../format/table';
import { trailVersion } from '../format/trail';
import { formatValue } from '../format/value';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';

type Asked = readonly [view: string, key: string, column: string];

export const addWhy: AddCommand = (program, cli) => {
  const command = program
    .command('why')
    .description('explain one figure: the events that made it, by whom, by what right, on what evidence')
    .argument('<view>', 'a view')
    .argument('<key>', 'one row of it')
    .argument('<column>', 'the figure');
  addBasisOptions(command)
    .addHelpText('after', HELP)
    .action((view: string, key: string, column: string, options: BasisOptions) =>
      cli.withApi(command, async (api) => {
        const { body, value } = read<WhyAnswer>(await api.get(whyPath([view, key, column], options)), noRow(view, key));
        const shown = cli.wantsJson(command) ? undefined : await current(api, [view, key, column], options);
        await cli.print(command, body, () => whyText(value, shown, cli.io));
      }),
    );
};

const HELP = [
  examples('why projects hs2 wholeLifeCost', 'why projects hs2 rating --as-of 2020-03-31 --known-at 4211'),
  '',
  '--json holds the whole chain, whatever --as-of says.',
].join('\n');

const whyPath = ([view, key, column]: Asked, { knownAt }: BasisOptions): string =>
  pathOf(['api', 'views', view, key, 'why'], given({ column, knownAt }));

interface Current {
  readonly basis: Basis;
  readonly value: unknown;
}

/** What the figure is at the basis asked; undefined where there is no such row then. */
async function current(api: Api, [view, key, column]: Asked, options: BasisOptions): Promise<Current | undefined> {
  const answer = await api.get(pathOf(['api', 'views', view, key], basisQuery(options)));
  if (answer.status === 404) return undefined;
  const { basis, row } = read<OneAnswer>(answer).value;
  return { basis, value: row[column] };
}

function whyText({ key, column, versions, basis }: WhyAnswer, now: Current | undefined, paper: Paper): string {
  const first = now
    ? `${column} of ${key} is ${formatValue(now.value)}`
    : `There is no ${key} then; what is on record:`;
  const until = now ? versions.filter(({ effectiveAt }) => effectiveAt <= now.basis.asOf) : versions;
  const chain = until.slice(
    Math.max(
      0,
      until.findIndex(({ value }) => value !== null),
    ),
  );
  const lines = chain.map((version) => trailVersion(version, paper));
  return [first, '', ...lines, '', basisLine(now?.basis ?? basis)].join('\n');
}
