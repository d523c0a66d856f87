import type { Line } from '../runner/bench';
import { reportLog } from '../runner/report-log';
import { storeWith, type Filled } from '../runner/report-store';

const LATE = 0.05;

/** A log of which a twentieth is late, beside the same log in the order of its dates. */
export const late: Line = {
  name: 'late',
  title: `${LATE * 100} % of the events late, beside the same log in the order of dates`,
  async *run(bench) {
    const { sizes } = bench;
    const inOrder = await storeWith(bench, reportLog(sizes, sizes.events));
    const mixed = await storeWith(bench, reportLog(sizes, sizes.events, LATE));
    const finding = { line: 'late' };
    // Against parsing and folding in the same minutes, so that the drift of the machine does not count.
    yield {
      ...finding,
      what: 'time of the first read, of parse and fold',
      unit: '',
      figure: mixed.ingestMs / mixed.foldMs,
      against: { what: 'in order', figure: inOrder.ingestMs / inOrder.foldMs },
      goal: { of: 'ratio', atMost: 1.4 },
    };
    yield {
      ...finding,
      what: 'versions kept',
      unit: 'rows',
      figure: await versionsIn(mixed),
      against: { what: 'in order', figure: await versionsIn(inOrder) },
      goal: { of: 'ratio', atMost: 1.05 },
    };
  },
};

/** Estimated from every fiftieth key. */
async function versionsIn({ store, log }: Filled): Promise<number> {
  let [versions, asked] = [0, 0];
  for (let key = 0; key < log.keys; key += 50, asked++)
    versions += (await store.history('portfolio', `P${key}`)).versions.length;
  return Math.round((versions / asked) * log.keys);
}
