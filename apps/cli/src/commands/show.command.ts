import type { Command } from 'commander';
import type { Row } from '@tabularium/read-store';
import { read } from '../api/answers.adapter';
import { given, pathOf, type Api, type Query } from '../api/api';
import { noRow, page, wholePage, type Page } from '../api/pages';
import type { AddCommand, Cli } from '../cli';
import { causeWords } from '../format/cause';
import { EXIT, Failure } from '../exit';
import { basisLine } from '../format/basis';
import { examples } from '../format/help';
import { renderRecord } from '../format/record';
import { columnNamed, filled, renderTable, type Paper } from '../format/table';
import { plural } from '../format/text';
import type { OneAnswer } from '../api/shapes';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';
import { wholeNumber } from '../parse/numbers';
import { addColumns, addWhere, whereQuery, type ColumnsOption, type FilterOptions } from '../parse/table-options';

interface ShowOptions extends BasisOptions, FilterOptions, ColumnsOption {
  readonly sort?: string;
  readonly limit: number;
  readonly all?: true;
}

export const addShow: AddCommand = (program, cli) => {
  const command = program
    .command('show')
    .description('show a view, or one row of it, as of any date and as known at any time')
    .argument('<view>', 'a view; `tabularium views` lists them')
    .argument('[key]', 'one row of it');
  addColumns(addWhere(addBasisOptions(command)))
    .option('--sort <columns>', 'by these columns, comma-separated; a leading - means descending')
    .option('--limit <rows>', 'at most this many rows', wholeNumber(1, 1_000), 50)
    .option('--all', 'every row')
    .addHelpText('after', HELP)
    .action((view: string, key: string | undefined, options: ShowOptions) =>
      cli.withApi(command, (api) =>
        key === undefined
          ? showPage(cli, command, api, view, options)
          : showOne(cli, command, api, [view, key], options),
      ),
    );
};

const HELP = examples(
  'show projects',
  'show projects --as-of 2020-03-31 --where unit=Transport --sort -wholeLifeCost --limit 10',
  'show projects hs2 --known-at 4211',
  'show projects --all --columns key,name,rating --json',
);

async function showPage(cli: Cli, command: Command, api: Api, view: string, options: ShowOptions): Promise<void> {
  const query = [...basisQuery(options), ...whereQuery(options), ...given({ sort: options.sort })];
  const { body, value } = await rowsOf(api, view, query, options);
  await cli.print(command, body, () => pageText(value, options, cli.io));
}

async function rowsOf(api: Api, view: string, query: Query, { all, limit }: ShowOptions) {
  if (!all) return page(api, view, [...query, ['limit', String(limit)]]);
  const value = await wholePage(api, view, query);
  return { value, body: JSON.stringify(value) };
}

function pageText({ rows, total, basis }: Page, { columns }: ColumnsOption, paper: Paper): string {
  const flat = rows.map(({ key, row }) => ({ key, ...row }));
  const names = columns ? known(columns, flat[0]) : filled(Object.keys(flat[0] ?? {}), flat);
  const counted =
    rows.length < total ? `${rows.length} of ${plural(total, 'row')} (--all shows every one)` : plural(total, 'row');
  const table = rows.length === 0 ? [] : [renderTable(names.map(columnNamed), flat, paper)];
  return [...table, `${counted}; ${basisLine(basis)}`].join('\n');
}

/** The columns as named, if the row has them all. Throws Failure (exit 2). */
function known(columns: readonly string[], row: object | undefined): readonly string[] {
  const unknown = columns.filter((name) => row !== undefined && !Object.hasOwn(row, name));
  if (unknown.length === 0) return columns;
  throw new Failure(EXIT.usage, [`The view has no column ${unknown.join(', ')}; tabularium views <view> lists them.`]);
}

async function showOne(
  cli: Cli,
  command: Command,
  api: Api,
  [view, key]: readonly [string, string],
  options: ShowOptions,
): Promise<void> {
  const { body, value } = read<OneAnswer>(
    await api.get(pathOf(['api', 'views', view, key], basisQuery(options))),
    noRow(view, key),
  );
  await cli.print(command, body, () => oneText(value, options, cli.io));
}

function oneText({ basis, key, row, causes }: OneAnswer, { columns }: ColumnsOption, paper: Paper): string {
  const all: Row = { key, ...row };
  const wanted = columns ? Object.fromEntries(known(columns, all).map((name) => [name, all[name]])) : all;
  return `${renderRecord(wanted, paper)}\nmade so by ${causes.map(causeWords).join(', ')}\n${basisLine(basis)}`;
}
