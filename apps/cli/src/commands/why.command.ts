import { read } from '../api/answers.adapter';
import { pathOf } from '../api/api';
import type { WhyAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { examples } from '../format/help';
import { renderDocument } from '../format/document';
import { addBasisOptions, basisQuery, type BasisOptions } from '../parse/basis-options';

export const addWhy: AddCommand = (program, cli) => {
  const command = program
    .command('why')
    .description('explain one figure: the chain of events that made it, by whom, by what right, on what evidence')
    .argument('<view>', 'a view')
    .argument('<key>', 'one row of it')
    .argument('<column>', 'the figure');
  addBasisOptions(command)
    .addHelpText(
      'after',
      examples('why projects hs2 wholeLifeCost', 'why projects hs2 rating --as-of 2020-03-31 --known-at 4211'),
    )
    .action((view: string, key: string, column: string, options: BasisOptions) =>
      cli.withApi(command, async (api) => {
        const path = pathOf(['api', 'views', view, key, 'why'], [['column', column], ...basisQuery(options)]);
        const { body, value } = read<WhyAnswer>(await api.get(path));
        await cli.print(command, body, () => renderDocument(value, cli.io));
      }),
    );
};
