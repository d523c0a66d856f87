import { read } from '../api/answers.adapter';
import { given, pathOf } from '../api/api';
import type { AuditAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { basisLine } from '../format/basis';
import { examples } from '../format/help';
import type { Paper } from '../format/table';
import { plural } from '../format/text';
import { trailEntry, trailRefusal } from '../format/trail';
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
  const more =
    entries.length < total && last ? `${entries.length} of ${total} shown; go on with --after ${last.index}` : [];
  const refused = refusals.length === 0 ? [] : ['Refused:', ...refusals.map((refusal) => trailRefusal(refusal, paper))];
  const counted = `${plural(total, 'event')}, ${plural(refusals.length, 'refusal')}`;
  return [
    ...entries.map((entry) => trailEntry(entry, paper)),
    ...refused,
    ...[more].flat(),
    ...(complete ? [] : ['There is more on record than this answer follows.']),
    `${counted}; ${basisLine(basis)}`,
  ].join('\n');
}
