import { factsInForce } from '@tabularium/kernel';
import type { LoggedEvent, ReadStore } from '@tabularium/read-store';

/** More events than any stream of a decision has. */
const MOST = 10_000;

/** The facts of a stream that hold, as they are known. */
export const factsOf = async (views: ReadStore, stream: string): Promise<readonly LoggedEvent[]> =>
  factsInForce(await views.eventsOf({ streams: [stream], limit: MOST }));

/** The data of a fact as the contract of its type has it. */
export const dataOf = <D>({ data }: LoggedEvent): D => data as D;
