import { read } from '../api/answers.adapter';
import { given, pathOf } from '../api/api';
import type { EventsAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { eventTable } from '../format/event-table';
import { examples } from '../format/help';
import { plural } from '../format/text';
import { wholeNumber } from '../parse/numbers';

interface EventsOptions {
  readonly stream?: string;
  readonly from?: number;
  readonly limit: number;
}

export const addEvents: AddCommand = (program, cli) => {
  const command = program
    .command('events')
    .description('list the events of the log, or of one stream, as they were recorded')
    .option('--stream <stream>', 'only this stream, such as project-hs2')
    .option(
      '--from <index>',
      'from this log index (of a stream: from this revision) on',
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    )
    .option('--limit <events>', 'at most this many', wholeNumber(1, 1000), 50)
    .addHelpText('after', examples('events --from 4200', 'events --stream project-hs2 --json'))
    .action(({ stream, from, limit }: EventsOptions) =>
      cli.withApi(command, async (api) => {
        const path = stream === undefined ? ['api', 'events'] : ['api', 'streams', stream];
        const query = given({ from: from?.toString(), limit: String(limit) });
        const { body, value } = read<EventsAnswer>(await api.get(pathOf(path, query)));
        await cli.print(
          command,
          body,
          () => `${eventTable(value.events, cli.io)}\n${plural(value.events.length, 'event')}`,
        );
      }),
    );
};
