import { read } from '../api/answers.adapter';
import { given, pathOf } from '../api/api';
import { noView } from '../api/pages';
import type { DiffAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { causeWords } from '../format/cause';
import { basisLine } from '../format/basis';
import { examples } from '../format/help';
import { columnNamed, renderTable, type Paper } from '../format/table';
import { plural } from '../format/text';
import { wholeNumber } from '../parse/numbers';
import { addColumns, addWhere, whereQuery, type ColumnsOption, type FilterOptions } from '../parse/table-options';

interface DiffOptions extends FilterOptions, ColumnsOption {
  readonly from?: string;
  readonly to?: string;
  readonly fromKnownAt?: string;
  readonly toKnownAt?: string;
  readonly limit: number;
}

export const addDiff: AddCommand = (program, cli) => {
  const command = program
    .command('diff')
    .description(
      'compare a view at two dates: added, removed, changed, and restated (the past is now known to be different)',
    )
    .argument('<view>', 'a view')
    .option('--from <date>', 'the earlier date; default today, if --from-known-at is given')
    .option('--to <date>', 'the later date; default today')
    .option('--from-known-at <when>', 'the earlier date as known then; default now')
    .option('--to-known-at <when>', 'the later date as known then; default now')
    .option('--limit <rows>', 'at most this many rows that differ', wholeNumber(1, 1_000), 100);
  addColumns(addWhere(command))
    .addHelpText('after', HELP)
    .action((view: string, options: DiffOptions) =>
      cli.withApi(command, async (api) => {
        const answer = await api.get(pathOf(['api', 'views', view, 'diff'], queryOf(options)));
        const { body, value } = read<DiffAnswer>(answer, noView(view));
        await cli.print(command, body, () => diffText(value, options, cli.io));
      }),
    );
};

const HELP = examples(
  'diff projects --from 2020-03-31 --to 2021-03-31',
  'diff projects --from 2020-03-31 --to 2020-03-31 --from-known-at 4211   (what we have learnt since about the same day)',
);

const queryOf = ({ from, to, fromKnownAt, toKnownAt, limit, ...filter }: DiffOptions) => [
  ...given({ from, to, fromKnownAt, toKnownAt, limit: String(limit) }),
  ...whereQuery(filter),
];

function diffText({ from, to, entries, total }: DiffAnswer, { columns }: ColumnsOption, paper: Paper): string {
  const rows = entries.flatMap((entry) => linesOf(entry, columns));
  const restated = entries.some(({ kinds }) => kinds.includes('restated'));
  const names = ['key', 'what', 'column', 'before', ...(restated ? ['restated'] : []), 'after', 'causes'];
  const table = rows.length === 0 ? [] : [renderTable(names.map(columnNamed), rows, paper)];
  const counted =
    entries.length < total
      ? `${entries.length} of ${plural(total, 'row')} that differ`
      : `${plural(total, 'row')} that differ`;
  return [...table, counted, `from ${basisLine(from)}`, `to   ${basisLine(to)}`].join('\n');
}

/** A line per column that differs; one line for a row that came or went. */
function linesOf(
  entry: DiffAnswer['entries'][number],
  wanted: readonly string[] | undefined,
): readonly Readonly<Record<string, unknown>>[] {
  const { key, kinds, before, restated, after, columns, causes } = entry;
  const start = { key, what: kinds.join(', '), causes: causes.map(causeWords) };
  if (before === null || after === null)
    return [{ ...start, column: null, before: before?.['name'], restated: restated?.['name'], after: after?.['name'] }];
  return columns
    .filter((column) => wanted?.includes(column) ?? true)
    .map((column) => ({
      ...start,
      column,
      before: before[column],
      restated: restated?.[column],
      after: after[column],
    }));
}
