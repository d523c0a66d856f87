import type { Api } from '../api/api';
import { read } from '../api/answers.adapter';
import { given, pathOf } from '../api/api';
import { noView } from '../api/pages';
import type { ReplayAnswer, ViewsAnswer } from '../api/shapes';
import type { AddCommand } from '../cli';
import { EXIT, Failure } from '../exit';
import { examples } from '../format/help';
import { columnNamed, renderTable, type Paper } from '../format/table';
import { collect } from '../parse/numbers';

interface ReplayOptions {
  readonly all?: true;
  readonly asOf?: readonly string[];
  readonly knownAt?: string;
}

export const addReplay: AddCommand = (program, cli) => {
  const command = program
    .command('replay')
    .description(
      'fold views anew, straight from the log, and compare with what is served; ends with 1 on any difference',
    )
    .argument('[view...]', 'these views')
    .option('--all', 'every view')
    .option('--as-of <date>', 'as of this date; may be repeated; default today', collect)
    .option('--known-at <when>', 'as known then: a log index or an instant; default now')
    .addHelpText('after', examples('replay --all', 'replay projects --as-of 2020-03-31 --as-of 2021-03-31'))
    .action((names: readonly string[], options: ReplayOptions) =>
      cli.withApi(command, async (api) => {
        const results = await replayed(api, await chosen(api, names, options), options);
        await cli.print(command, JSON.stringify(results.map(({ answer }) => answer)), () => table(results, cli.io));
        const different = results.filter(({ answer }) => !answer.equal).length;
        if (different > 0) throw new Failure(EXIT.refused, [`${different} of ${results.length} differ from the log.`]);
      }),
    );
};

interface Result {
  readonly view: string;
  readonly answer: ReplayAnswer;
}

async function chosen(api: Api, names: readonly string[], { all }: ReplayOptions): Promise<readonly string[]> {
  if (names.length > 0 && !all) return names;
  if (!all) throw new Failure(EXIT.usage, ['Which views? Name them, or say --all.']);
  return read<ViewsAnswer>(await api.get(pathOf(['api', 'views']))).value.map(({ name }) => name);
}

/** One after the other: a fold of the whole log is enough work at a time. */
async function replayed(
  api: Api,
  views: readonly string[],
  { asOf = [], knownAt }: ReplayOptions,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const view of views) {
    for (const day of asOf.length > 0 ? asOf : [undefined]) {
      const path = pathOf(['api', 'views', view, 'replay'], given({ asOf: day, knownAt }));
      results.push({ view, answer: read<ReplayAnswer>(await api.get(path), noView(view)).value });
    }
  }
  return results;
}

const table = (results: readonly Result[], paper: Paper): string =>
  renderTable(
    ['view', 'verdict', 'asOf', 'logIndex', 'rows', 'events', 'served', 'folded'].map(columnNamed),
    results.map(({ view: name, answer: { basis, view, replay, equal } }) => ({
      view: name,
      asOf: basis.asOf,
      logIndex: basis.logIndex,
      rows: view.rows,
      events: replay.events,
      served: view.sha256.slice(0, 12),
      folded: replay.sha256.slice(0, 12),
      verdict: equal ? 'equal' : 'DIFFERENT',
    })),
    paper,
  );
