import { bytes, read } from '../api/answers.adapter';
import { pathOf, type Api, type Query } from '../api/api';
import type { ReportsAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { EXIT, Failure } from '../exit';
import { renderDocument } from '../format/document';
import { writeWhole } from '../files.adapter';
import { examples } from '../format/help';
import { columnNamed, renderTable } from '../format/table';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';

export const addReport: AddCommand = (program, cli) => {
  const command = program
    .command('report')
    .description('run a report, which joins views; without a name, list the reports')
    .argument('[name]', 'a report')
    .argument('[parameters...]', 'its parameters, name=value')
    .option('--output <file>', 'where to; a PDF if it ends in .pdf, else JSON; default stdout');
  addBasisOptions(command)
    .addHelpText('after', HELP)
    .action((name: string | undefined, parameters: readonly string[], options: ReportOptions) => {
      const query = [...basisQuery(options), ...parameters.map(pairOf)];
      return cli.withApi(command, async (api) => {
        if (name === undefined) {
          const { body, value } = await reports(api);
          return cli.print(command, body, () =>
            renderTable(
              ['name', 'title', 'context'].map(columnNamed),
              value.map((row) => ({ ...row })),
              cli.io,
            ),
          );
        }
        const path = pathOf(['api', 'reports', name], query);
        const absent = `There is no report ${name}, or not what it is asked about; tabularium report lists them.`;
        if (options.output !== undefined) return written(api, path, options.output, absent);
        const { body, value } = read<unknown>(await api.get(path), absent);
        return cli.print(command, body, () => renderDocument(value, cli.io));
      });
    });
};

const HELP = examples(
  'report',
  'report portfolio-summary portfolioId=gmpp --as-of 2021-03-31',
  'report board-pack meeting=IB.2026-03 --output pack.pdf',
);

interface ReportOptions extends BasisOptions {
  readonly output?: string;
}

/** What the API answers, in the form that the name of the file asks for. */
async function written(api: Api, path: string, file: string, absent: string): Promise<void> {
  const accept = /\.pdf$/i.test(file) ? 'application/pdf' : 'application/json';
  await writeWhole(file, bytes(await api.get(path, { accept }), absent));
}

const reports = async (api: Api) => read<ReportsAnswer>(await api.get(pathOf(['api', 'reports'])));

function pairOf(text: string): Query[number] {
  const [, name, value] = /^([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Failure(EXIT.usage, [`${text} is no parameter: write name=value`]);
  return [name, value];
}
