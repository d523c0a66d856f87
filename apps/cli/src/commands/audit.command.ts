import { read } from '../api/answers.adapter';
import { given, pathOf } from '../api/api';
import type { AuditAnswer, TrailEntry } from '../api/shapes';
import type { AddCommand } from '../cli';
import { basisLine } from '../format/basis';
import { provenance } from '../format/cause';
import { examples } from '../format/help';
import { columnNamed, renderTable, type Paper } from '../format/table';
import { plural } from '../format/text';
import { formatValue } from '../format/value';
import { wholeNumber } from '../parse/numbers';

interface AuditOptions {
  readonly after?: number;
  readonly limit: number;
}

export const addAudit: AddCommand = (program, cli) => {
  const command = program
    .command('audit')
    .description(
      'show everything on record about a thing and what belongs to it: what changed, when, by whom, by what right',
    )
    .argument('<entity>', 'its id, such as hs2')
    .option('--after <index>', 'only after this log index', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--limit <events>', 'at most this many', wholeNumber(1, 1_000), 1_000)
    .addHelpText('after', examples('audit hs2', 'audit hs2 --json'))
    .action((entity: string, { after, limit }: AuditOptions) =>
      cli.withApi(command, async (api) => {
        const query = given({ after: after?.toString(), limit: String(limit) });
        const { body, value } = read<AuditAnswer>(
          await api.get(pathOf(['api', 'audit', entity], query)),
          `Nothing is on record about ${entity}.`,
        );
        await cli.print(command, body, () => auditText(value, cli.io));
      }),
    );
};

function auditText({ entries, refusals, total, complete, basis }: AuditAnswer, paper: Paper): string {
  const last = entries.at(-1);
  const counted =
    entries.length < total && last
      ? `${entries.length} of ${plural(total, 'event')}; go on with --after ${last.index}`
      : plural(total, 'event');
  return [
    ...(entries.length > 0
      ? [
          table(
            ['event', 'effective', 'who', 'changes', 'authority', 'evidence', 'reason', 'because of', 'recorded'],
            entries.map(lineOf),
            paper,
          ),
        ]
      : []),
    ...(refusals.length > 0
      ? ['', 'refused', table(['event', 'recorded', 'who', 'command', 'code', 'words'], refusals.map(refusalOf), paper)]
      : []),
    '',
    `${counted}, ${plural(refusals.length, 'refusal')}${complete ? '' : ' (there is more on record than can be followed)'}; ${basisLine(basis)}`,
  ].join('\n');
}

const table = (columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[], paper: Paper): string =>
  renderTable(columns.map(columnNamed), rows, paper);

const lineOf = (entry: TrailEntry): Readonly<Record<string, unknown>> => ({
  ...provenance(entry),
  changes: entry.changes.map(({ field, before, after }) =>
    before === null ? `${field}: ${formatValue(after)}` : `${field}: ${formatValue(before)} → ${formatValue(after)}`,
  ),
  'because of': entry.causeChain.map(({ index, type }) => `#${index} ${type}`),
});

const refusalOf = (refusal: AuditAnswer['refusals'][number]): Readonly<Record<string, unknown>> => ({
  ...provenance(refusal),
  command: refusal.data['commandType'],
  code: refusal.data['code'],
  words: refusal.data['words'],
});
