import { read } from '../api/answers.adapter';
import { pathOf } from '../api/api';
import type { ViewsAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';
import { columnNamed, renderTable, type Paper } from '../format/table';

export const addViews: AddCommand = (program, cli) => {
  const command = program
    .command('views')
    .description('list the views, or the columns of one')
    .argument('[view]', 'a view')
    .addHelpText('after', examples('views', 'views projects'))
    .action((name: string | undefined) =>
      cli.withApi(command, async (api) => {
        const { body, value } = read<ViewsAnswer>(await api.get(pathOf(['api', 'views'])));
        await cli.print(command, body, () =>
          name === undefined ? listOf(value, cli.io) : columnsOf(value, name, cli.io),
        );
      }),
    );
};

function listOf(views: ViewsAnswer, paper: Paper): string {
  const rows = views.map(({ context, name, title, columns, totals }) => ({
    view: name,
    title,
    context,
    columns: Object.keys(columns).length,
    totals: Object.keys(totals),
  }));
  return renderTable(['view', 'title', 'context', 'columns', 'totals'].map(columnNamed), rows, paper);
}

function columnsOf(views: ViewsAnswer, name: string, paper: Paper): string {
  const view = views.find((other) => other.name === name);
  if (!view)
    throw new Failure(EXIT.usage, [
      `There is no view ${name}. There are ${views.map((other) => other.name).join(', ')}.`,
    ]);
  const rows = Object.entries(view.columns).map(([column, { type, title, indexed }]) => ({
    column,
    type,
    title,
    indexed,
  }));
  return `${view.title}\n\n${renderTable(['column', 'type', 'title', 'indexed'].map(columnNamed), rows, paper)}`;
}
