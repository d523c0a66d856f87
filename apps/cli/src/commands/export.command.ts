import { Option, type Command } from 'commander';
import type { Page } from '@tabularium/read-store';
import { read } from '../api/answers.adapter';
import { pathOf, type Api } from '../api/api';
import { pages } from '../api/pages';
import type { ViewsAnswer } from '../api/shapes';
import type { AddCommand, Cli } from '../cli';
import { writePieces } from '../files.adapter';
import { basisLine } from '../format/basis';
import { csvColumns, csvLines } from '../format/csv';
import { examples } from '../format/help';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';
import { addColumns, addWhere, whereQuery, type ColumnsOption, type FilterOptions } from '../parse/table-options';

interface ExportOptions extends BasisOptions, FilterOptions, ColumnsOption {
  readonly format: 'csv' | 'json';
  readonly output?: string;
}

export const addExport: AddCommand = (program, cli) => {
  const command = program
    .command('export')
    .description('write every row of a view to a file, all on one basis')
    .argument('<view>', 'a view')
    .addOption(new Option('--format <format>', 'of the file').choices(['csv', 'json']).default('csv'))
    .option('--output <file>', 'where to; default stdout');
  addColumns(addWhere(addBasisOptions(command)))
    .addHelpText(
      'after',
      examples('export projects --as-of 2021-03-31 --output projects.csv', 'export projects --format json | jq .total'),
    )
    .action((view: string, options: ExportOptions) =>
      cli.withApi(command, (api) => exportView(cli, command, api, view, options)),
    );
};

async function exportView(cli: Cli, command: Command, api: Api, view: string, options: ExportOptions): Promise<void> {
  const all = pages(api, view, [...basisQuery(options), ...whereQuery(options)]);
  const asJson = options.format === 'json' || cli.wantsJson(command);
  const noted = noting(all, (page) => cli.io.err(`${view}, ${page.total} rows; ${basisLine(page.basis)}\n`));
  const pieces = asJson ? jsonPieces(noted) : csvPieces(noted, await typesOf(api, view), options.columns);
  if (options.output !== undefined) return writePieces(options.output, pieces);
  for await (const piece of pieces) await cli.io.out(piece);
}

/** Says on stderr, once, what the file is based on: a CSV has no place for it. */
async function* noting(all: AsyncIterable<Page>, note: (first: Page) => void): AsyncGenerator<Page> {
  let noted = false;
  for await (const page of all) {
    if (!noted) note(page);
    noted = true;
    yield page;
  }
}

async function* csvPieces(
  all: AsyncIterable<Page>,
  types: Readonly<Record<string, string>>,
  wanted: readonly string[] | undefined,
): AsyncGenerator<string> {
  const columns = csvColumns(types, wanted ?? ['key', ...Object.keys(types).filter((name) => name !== 'key')]);
  yield csvLines([columns.map(({ heading }) => heading)]);
  for await (const { rows } of all)
    if (rows.length > 0) yield csvLines(rows.map((row) => columns.map(({ of }) => of(row))));
}

/** The body of the API as if it had no limit to a page. */
async function* jsonPieces(all: AsyncIterable<Page>): AsyncGenerator<string> {
  let written = 0;
  for await (const { rows, ...rest } of all) {
    if (written === 0) yield `${JSON.stringify(rest).slice(0, -1)},"rows":[`;
    if (rows.length > 0) yield `${written === 0 ? '' : ','}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
    written += Math.max(rows.length, 1);
  }
  yield '\n]}\n';
}

async function typesOf(api: Api, view: string): Promise<Readonly<Record<string, string>>> {
  const { value } = read<ViewsAnswer>(await api.get(pathOf(['api', 'views'])));
  const columns = value.views.find(({ name }) => name === view)?.columns ?? {};
  return Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
}
