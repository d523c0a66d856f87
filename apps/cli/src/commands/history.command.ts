import { read } from '../api/answers.adapter';
import { given, pathOf } from '../api/api';
import { noRow } from '../api/pages';
import type { HistoryAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { causeWords } from '../format/cause';
import { basisLine } from '../format/basis';
import { changeOf, knowledgeOf } from '../format/changes';
import { examples } from '../format/help';
import { columnNamed, renderTable, type Paper } from '../format/table';
import { plural } from '../format/text';
import { addColumns, type ColumnsOption } from '../parse/table-options';

interface HistoryOptions extends ColumnsOption {
  readonly knownAt?: string;
}

export const addHistory: AddCommand = (program, cli) => {
  const command = program
    .command('history')
    .description('show every version of one row: since when it was in force, and since when that was known')
    .argument('<view>', 'a view')
    .argument('<key>', 'one row of it')
    .option('--known-at <when>', 'as known then: a log index or an instant; default now');
  addColumns(command)
    .addHelpText('after', examples('history projects hs2', 'history projects hs2 --columns rating,endsOn'))
    .action((view: string, key: string, options: HistoryOptions) =>
      cli.withApi(command, async (api) => {
        const path = pathOf(['api', 'views', view, key, 'history'], given({ knownAt: options.knownAt }));
        const { body, value } = read<HistoryAnswer>(await api.get(path), noRow(view, key));
        await cli.print(command, body, () => historyText(value, options, cli.io));
      }),
    );
};

function historyText({ basis, versions }: HistoryAnswer, { columns }: ColumnsOption, paper: Paper): string {
  const rows = versions.map((version, index) => ({
    ...(columns ? version.row : { what: changeOf(version, versions.slice(0, index)) }),
    by: version.causes.map(causeWords),
    effective: version.effectiveAt.slice(0, 10),
    known: knowledgeOf(version),
  }));
  const names = ['effective', 'known', ...(columns ?? ['what']), 'by'];
  const table = rows.length === 0 ? [] : [renderTable(names.map(columnNamed), rows, paper)];
  return [...table, `${plural(rows.length, 'version')}; ${basisLine(basis)}`].join('\n');
}
