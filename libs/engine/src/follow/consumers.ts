import type { ConsumerLag } from '@tabularium/http';
import { VIEWS, type ReadStore } from '@tabularium/read-store';
import { DEADLINES } from '../processes/deadline-runner';

export type { ConsumerLag };

/** Where the views and the processes stand, wherever they are run. Processes are measured against the views; deadlines against the calendar. */
export async function consumersOf(views: ReadStore, names: readonly string[]): Promise<readonly ConsumerLag[]> {
  const known = new Map((await views.consumers()).map((status) => [status.consumer, status]));
  const head = known.get(VIEWS)?.doneTo ?? -1;
  return names.map((consumer) => {
    const { doneTo = -1, owner = null, fault = null } = known.get(consumer) ?? {};
    const lagEvents = consumer === VIEWS || consumer === DEADLINES ? 0 : Math.max(0, head - doneTo);
    return { consumer, owner, doneTo, lagEvents, ...(fault === null ? {} : { fault }) };
  });
}
