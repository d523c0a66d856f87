import { read } from '../api/answers.adapter';
import { pathOf, type Api, type Query } from '../api/api';
import type { ReportsAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { EXIT, Failure } from '../exit';
import { renderDocument } from '../format/document';
import { examples } from '../format/help';
import { columnNamed, renderTable } from '../format/table';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';

export const addReport: AddCommand = (program, cli) => {
  const command = program
    .command('report')
    .description('run a report, which joins views; without a name, list the reports')
    .argument('[name]', 'a report')
    .argument('[parameters...]', 'its parameters, name=value');
  addBasisOptions(command)
    .addHelpText('after', examples('report', 'report portfolio-summary portfolioId=gmpp --as-of 2021-03-31'))
    .action((name: string | undefined, parameters: readonly string[], options: BasisOptions) => {
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
        const { body, value } = read<unknown>(
          await api.get(pathOf(['api', 'reports', name], query)),
          `There is no report ${name}; tabularium report lists them.`,
        );
        return cli.print(command, body, () => renderDocument(value, cli.io));
      });
    });
};

const reports = async (api: Api) => read<ReportsAnswer>(await api.get(pathOf(['api', 'reports'])));

function pairOf(text: string): Query[number] {
  const [, name, value] = /^([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Failure(EXIT.usage, [`${text} is no parameter: write name=value`]);
  return [name, value];
}
