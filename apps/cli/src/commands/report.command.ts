import { read } from '../api/answers.adapter';
import { pathOf, type Query } from '../api/api';
import type { AddCommand } from '../cli';
import { EXIT, Failure } from '../exit';
import { renderDocument } from '../format/document';
import { examples } from '../format/help';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';

export const addReport: AddCommand = (program, cli) => {
  const command = program
    .command('report')
    .description('run a report, which joins views')
    .argument('<name>', 'a report')
    .argument('[parameters...]', 'its parameters, name=value');
  addBasisOptions(command)
    .addHelpText('after', examples('report portfolio-summary portfolioId=gmpp --as-of 2021-03-31'))
    .action((name: string, parameters: readonly string[], options: BasisOptions) =>
      cli.withApi(command, async (api) => {
        const query = [...basisQuery(options), ...parameters.map(pairOf)];
        const { body, value } = read<unknown>(await api.get(pathOf(['api', 'reports', name], query)));
        await cli.print(command, body, () => renderDocument(value, cli.io));
      }),
    );
};

function pairOf(text: string): Query[number] {
  const [, name, value] = /^([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Failure(EXIT.usage, [`${text} is no parameter: write name=value`]);
  return [name, value];
}
