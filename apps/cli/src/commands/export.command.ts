import { Option } from 'commander';
import type { Basis } from '@tabularium/read-store';
import { basisIn, text } from '../api/answers.adapter';
import { given, pathOf, type Api, type Query } from '../api/api';
import { noView, wholePage } from '../api/pages';
import type { AddCommand } from '../cli';
import { writeWhole } from '../files.adapter';
import { basisLine } from '../format/basis';
import { examples } from '../format/help';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';
import { addWhere, whereQuery, type FilterOptions } from '../parse/table-options';

interface ExportOptions extends BasisOptions, FilterOptions {
  readonly format: 'csv' | 'json';
  readonly sort?: string;
  readonly output?: string;
}

export const addExport: AddCommand = (program, cli) => {
  const command = program
    .command('export')
    .description('write every row of a view to a file, all on one basis; the basis is told on stderr')
    .argument('<view>', 'a view')
    .addOption(new Option('--format <format>', 'of the file').choices(['csv', 'json']).default('csv'))
    .option('--sort <columns>', 'by these columns, comma-separated; a leading - means descending')
    .option('--output <file>', 'where to; default stdout');
  addWhere(addBasisOptions(command))
    .addHelpText('after', HELP)
    .action((view: string, options: ExportOptions) =>
      cli.withApi(command, async (api) => {
        const query = [...basisQuery(options), ...whereQuery(options), ...given({ sort: options.sort })];
        const asJson = options.format === 'json' || cli.wantsJson(command);
        const { content, basis } = await (asJson ? json : csv)(api, view, query);
        if (options.output === undefined) await cli.io.out(content);
        else await writeWhole(options.output, content);
        cli.io.err(`${view}: ${basisLine(basis)}\n`);
      }),
    );
};

const HELP = examples(
  'export projects --as-of 2021-03-31 --output projects.csv',
  'export projects --format json --where unit=Transport',
);

interface Export {
  readonly content: string;
  readonly basis: Basis;
}

/** The API writes the file: amounts take two columns, cells that look like formulas are made harmless. */
async function csv(api: Api, view: string, query: Query): Promise<Export> {
  const answer = await api.get(pathOf(['api', 'views', view], query), { accept: 'text/csv' });
  const content = text(answer, noView(view));
  return { content, basis: basisIn(answer.headers) };
}

async function json(api: Api, view: string, query: Query): Promise<Export> {
  const page = await wholePage(api, view, query);
  return { content: `${JSON.stringify(page)}\n`, basis: page.basis };
}
