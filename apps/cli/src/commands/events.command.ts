import { read } from '../api/answers.adapter';
import { given, pathOf } from '../api/api';
import type { EventsAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { eventTable } from '../format/event-table';
import { examples } from '../format/help';
import type { Paper } from '../format/table';
import { plural } from '../format/text';
import { wholeNumber } from '../parse/numbers';

interface EventsOptions {
  readonly stream?: string;
  readonly type?: string;
  readonly after?: number;
  readonly limit: number;
}

export const addEvents: AddCommand = (program, cli) => {
  const command = program
    .command('events')
    .description('list events as they were recorded; for auditors, directors and managers')
    .option('--stream <stream>', 'only of this stream, such as project-hs2')
    .option('--type <type>', 'only of this type, such as RoleGranted')
    .option('--after <index>', 'only after this log index', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--limit <events>', 'at most this many', wholeNumber(1, 1_000), 50)
    .addHelpText('after', examples('events --after 4200', 'events --stream project-hs2 --json'))
    .action(({ after, limit, ...only }: EventsOptions) =>
      cli.withApi(command, async (api) => {
        const query = given({ ...only, after: after?.toString(), limit: String(limit) });
        const { body, value } = read<EventsAnswer>(await api.get(pathOf(['api', 'events'], query)));
        await cli.print(command, body, () => eventsText(value, cli.io));
      }),
    );
};

function eventsText({ events, next, head }: EventsAnswer, paper: Paper): string {
  const table = events.length === 0 ? [] : [eventTable(events, paper)];
  const more = next < head ? `; go on with --after ${next}` : '';
  return [...table, `${plural(events.length, 'event')}, the log ends at #${head}${more}`].join('\n');
}
