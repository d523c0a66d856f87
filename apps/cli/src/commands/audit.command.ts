import { read } from '../api/answers.adapter';
import { pathOf } from '../api/api';
import type { EventsAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { eventTable } from '../format/event-table';
import { examples } from '../format/help';
import { plural } from '../format/text';

export const addAudit: AddCommand = (program, cli) => {
  const command = program
    .command('audit')
    .description('show everything on record about a thing: what, when, by whom, by what right, on what evidence')
    .argument('<entity>', 'its id, such as hs2')
    .addHelpText('after', examples('audit hs2', 'audit hs2 --json'))
    .action((entity: string) =>
      cli.withApi(command, async (api) => {
        const { body, value } = read<EventsAnswer>(await api.get(pathOf(['api', 'audit', entity])));
        await cli.print(
          command,
          body,
          () => `${eventTable(value.events, cli.io)}\n${plural(value.events.length, 'event')}`,
        );
      }),
    );
};
