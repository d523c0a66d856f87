import { randomUUID } from 'node:crypto';
import type { CommandReceipt } from '@tabularium/http';
import { read } from '../api/answers.adapter';
import { pathOf } from '../api/api';
import type { AddCommand } from '../cli';
import { readText } from '../files.adapter';
import { examples } from '../format/help';
import { renderRecord } from '../format/record';
import type { Io } from '../io';
import { kebab } from '../parse/names';
import { wholeNumber } from '../parse/numbers';

interface DoOptions {
  readonly data: string;
  readonly commandId?: string;
  readonly ifRevision?: number;
}

export const addDo: AddCommand = (program, cli) => {
  const command = program
    .command('do')
    .description('send a command; the rules decide, and a refusal is kept on record too')
    .argument('<aggregate>', 'what kind of thing, such as project or change-request')
    .argument('<id>', 'which one')
    .argument('<command>', 'what to do, such as register-project')
    .option('--data <json>', 'what the command needs, as JSON; @file reads a file, - reads stdin', '{}')
    .option('--command-id <uuid>', 'the same id again does nothing twice; default a new one')
    .option(
      '--if-revision <number>',
      'only if the thing still stands at this revision',
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    )
    .addHelpText('after', HELP)
    .action((aggregate: string, id: string, name: string, options: DoOptions) =>
      cli.withApi(
        command,
        async (api) => {
          const path = pathOf(['api', kebab(aggregate), id, kebab(name)]);
          const answer = await api.post(path, await dataOf(options.data, cli.io), headersOf(options));
          const { body, value } = read<CommandReceipt>(answer, `There is no command ${name} of ${aggregate}.`);
          await cli.print(command, body, () => renderRecord(wordsOf(value), cli.io));
        },
        { creates: true },
      ),
    );
};

const HELP = examples(
  `do person a.lovelace register-person --data '{"name":"Ada Lovelace","unit":"Analysis"}' --as director`,
  'do project hs2 assign-sponsor --data @sponsor.json --if-revision 7',
);

const headersOf = ({ commandId = randomUUID(), ifRevision }: DoOptions): Readonly<Record<string, string>> => ({
  'idempotency-key': commandId,
  prefer: 'wait=projection',
  ...(ifRevision === undefined ? {} : { 'if-match': `"${ifRevision}"` }),
});

const wordsOf = ({
  stream,
  revision,
  eventIds,
  replayed,
  projected,
}: CommandReceipt): Readonly<Record<string, unknown>> => ({
  done:
    eventIds.length === 0
      ? 'nothing to do: it was so already'
      : replayed
        ? 'yes, earlier: this is the receipt of then'
        : 'yes',
  stream,
  revision,
  events: eventIds,
  ...(projected === false ? { views: 'not there yet; they follow' } : {}),
});

/** The text itself, of a file (`@file`), or of stdin (`-`); whether it is good JSON the engine decides. */
async function dataOf(given: string, io: Io): Promise<string> {
  if (given === '-') return io.stdin();
  return given.startsWith('@') ? readText(given.slice(1)) : given;
}
