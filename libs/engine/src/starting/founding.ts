import { FencedOff, ReadStoreUnavailable, type ReadStore } from '@tabularium/read-store';
import { Holder, pause, type Tenant } from '../follow/holder';

/** The consumer that founds a record: its first person, and what is played into it. */
const FOUNDING = 'founding';
const BEGUN = 0;
const DONE = 1;
const POLL_MS = 300;

interface Founding {
  /** Whether anybody has recorded anything yet. */
  readonly isNew: () => Promise<boolean>;
  /** Done once in the life of a record; again, from its beginning, if it was interrupted. */
  readonly found: () => Promise<void>;
}

/** Resolves when the record is founded. Of several first starts one founds it at a time, the others wait for it. */
export async function founded(views: ReadStore, tenant: Tenant, founding: Founding): Promise<void> {
  const done = new AbortController();
  let failure: Error | undefined;
  const work = async (epoch: number): Promise<void> => {
    try {
      await foundOnce(views, epoch, founding);
    } catch (error) {
      if (error instanceof FencedOff) throw error;
      failure = error instanceof Error ? error : new Error(String(error));
    }
    done.abort();
  };
  const holder = new Holder(views, FOUNDING, tenant, work, () => undefined);
  try {
    await holder.start();
    while (!done.signal.aborted && !(await isFounded(views))) await pause(POLL_MS, done.signal);
  } finally {
    await holder.stop();
  }
  if (failure) throw failure;
}

/** For who only asks. Throws ReadStoreUnavailable until somebody else has founded the record. */
export async function assertFounded(views: ReadStore): Promise<void> {
  if (!(await isFounded(views))) throw new ReadStoreUnavailable('The record is not founded yet; start a projector');
}

const isFounded = async (views: ReadStore): Promise<boolean> => (await views.consumedTo(FOUNDING)) >= DONE;

async function foundOnce(views: ReadStore, epoch: number, { isNew, found }: Founding): Promise<void> {
  const stage = await views.consumedTo(FOUNDING);
  if (stage >= DONE) return;
  if (stage === BEGUN || (await isNew())) {
    await views.markConsumed(epoch, FOUNDING, BEGUN);
    await found();
  }
  await views.markConsumed(epoch, FOUNDING, DONE);
}
