import { factsInForce } from '@tabularium/kernel';
import { everyEvent, type LoggedEvent, type ReadStore } from '@tabularium/read-store';

/** The facts of a stream that hold, as they are known. */
export const factsOf = async (views: ReadStore, stream: string): Promise<readonly LoggedEvent[]> =>
  factsInForce(await everyEvent(views, stream));

/** The data of a fact as the contract of its type has it. */
export const dataOf = <D>({ data }: LoggedEvent): D => data as D;
