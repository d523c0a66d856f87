import type { LoggedEvent, ReadStore } from '@tabularium/read-store';
import type { Tracer } from '../context';
import { chainOf } from '../log/cause-chain';
import { Problem } from '../problem';

/** What the right behind an event rests on. */
export interface Right {
  /** The event whose authority it is: the one asked about, or the nearest that led to it and was not the engine's own. */
  readonly event: number;
  readonly type: string;
  readonly basis: string;
  readonly ref: string | null;
  /** The decision with its votes, papers and rules, or the delegation with its giver; null where there is no more to say. */
  readonly rests: object | null;
  /** True where there is more, and it is not for the caller. */
  readonly withheld: boolean;
}

/** `seen` is what the caller sees; causes are followed in everything, and only their type is told. */
export async function rightOf(
  tracers: readonly Tracer[],
  all: ReadStore,
  seen: ReadStore,
  event: LoggedEvent,
): Promise<Right> {
  const acted = [...(await chainOf(all, event)), event].findLast(isOnItsOwnRight) ?? event;
  const { index, type, metadata } = acted;
  const { basis, ref = null } = metadata.authority;
  const said = { event: index, type, basis, ref };
  try {
    for (const trace of tracers) {
      const rests = await trace(acted, seen);
      if (rests) return { ...said, rests, withheld: false };
    }
    return { ...said, rests: null, withheld: false };
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return { ...said, rests: null, withheld: true };
    throw error;
  }
}

/** What the engine did of itself it did because of something else. */
const isOnItsOwnRight = ({ metadata }: LoggedEvent): boolean => metadata.authority.basis !== 'SYSTEM';
