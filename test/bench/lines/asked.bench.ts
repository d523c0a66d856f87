import type { Bench, Line, Sizes } from '../runner/bench';
import type { Finding } from '../runner/finding';
import { diffOfADay, questions, type Question } from '../runner/questions';
import { dayAt, reportLog } from '../runner/report-log';
import { storeWith, type Filled } from '../runner/report-store';
import { quantile, timed } from '../runner/rounds';

/** Large answers are asked for a third as often. */
const timesOf = ({ isLarge }: Pick<Question, 'isLarge'>, sizes: Sizes): number =>
  Math.ceil(sizes.questions / (isLarge ? 3 : 1));

const took = (question: Question, { store, log }: Filled, times: number): Promise<readonly number[]> =>
  timed(times, (n) => question.ask(store, log, n));

const filledWith = (bench: Bench, share = 1): Promise<Filled> =>
  storeWith(bench, reportLog(bench.sizes, bench.sizes.events * share));

/** Latency of questions inside the process. */
export const asOf: Line = {
  name: 'as-of',
  title: 'questions about today and the past, inside the process, ms p99',
  async *run(bench) {
    const filled = await filledWith(bench);
    for (const question of questions) {
      const times = await took(question, filled, timesOf(question, bench.sizes));
      const { what, atMostMs } = question;
      yield {
        line: 'as-of',
        what,
        unit: 'ms',
        figure: quantile(times, 0.99),
        goal: { of: 'figure', atMost: atMostMs },
        note: `p50 ${quantile(times, 0.5).toFixed(3)} ms, ${times.length} questions`,
      };
    }
  },
};

/** The same questions on the log and on a tenth of it, with as many keys. */
export const growth: Line = {
  name: 'growth',
  title: 'the same questions on ten times the log, ms p50',
  async *run(bench) {
    const [small, large] = [await filledWith(bench, 0.1), await filledWith(bench)];
    for (const question of questions.filter(({ ask }) => ask !== diffQuestion?.ask)) {
      const times = timesOf(question, bench.sizes);
      const before = quantile(await took(question, small, times), 0.5);
      yield grown(question.what, quantile(await took(question, large, times), 0.5), before, bench.sizes);
    }
    yield grown('diff of a day, for each key that changed', await msPerKey(large), await msPerKey(small), bench.sizes);
  },
};

const diffQuestion = questions.at(-1);

const grown = (what: string, figure: number, before: number, { events }: Sizes): Finding => ({
  line: 'growth',
  what,
  unit: 'ms',
  figure,
  against: { what: `${(events / 10).toLocaleString('en')} events`, figure: before },
  goal: { of: 'ratio', atMost: 2.5 },
});

async function msPerKey({ store, log }: Filled): Promise<number> {
  const each: number[] = [];
  for (let n = 0; n < 40; n++) {
    const since = performance.now();
    const keys = await diffOfADay(store, log, n);
    if (keys > 0) each.push((performance.now() - since) / keys);
  }
  return quantile(each, 0.5);
}

/** Questions about the oldest and the newest date, all that is known. */
export const dates: Line = {
  name: 'dates',
  title: 'the oldest date asked for beside the newest, ms p50',
  async *run(bench) {
    const { store, log } = await filledWith(bench);
    // By a tenth of the log every key is there.
    const [oldest, newest] = [{ asOf: dayAt(log, 0.1) }, { asOf: dayAt(log, 1, -2) }];
    const page = { limit: 50, sort: ['-budget'] };
    const kinds = {
      'one project': (basis: object, n: number) => store.one('portfolio', `P${n % log.keys}`, basis),
      'page of 50, sorted': (basis: object) => store.page('portfolio', basis, page),
      totals: (basis: object) => store.totals('portfolio', 'budgets', basis),
    };
    for (const [what, ask] of Object.entries(kinds)) {
      const times = Math.ceil(bench.sizes.questions / 3);
      const figure = quantile(await timed(times, (n) => ask(oldest, n)), 0.5);
      const against = { what: 'newest', figure: quantile(await timed(times, (n) => ask(newest, n)), 0.5) };
      yield { line: 'dates', what, unit: 'ms', figure, against, goal: { of: 'ratio', atMost: 1.5 } };
    }
  },
};
