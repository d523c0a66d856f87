import type { MessageMap, FactMeta } from './decider';
import type { Authority } from './envelope';

/** A command a process wants sent; its id is derived from the event and `step`, so sending it twice does nothing. */
export interface ProcessCommand {
  readonly category: string;
  readonly id: string;
  readonly command: string;
  readonly data: object;
  /** The decision that authorises it; default: the causing event does, as authority SYSTEM. */
  readonly authority?: DecisionAuthority;
  /** What to send when the outcome is known: who decided something learns what came of it. Pure. */
  readonly report?: (outcome: CommandOutcome) => ProcessCommand;
}

/** The number of a decision is the right to carry out what it decided. */
export type DecisionAuthority = Required<Pick<Authority, 'ref'>> & { readonly basis: 'DECISION' };

/** What came of a command. A malformed command is refused with `MALFORMED`. */
export type CommandOutcome =
  | { readonly kind: 'accepted'; readonly eventIds: readonly string[] }
  | { readonly kind: 'refused'; readonly code: string; readonly words: string };

/**
 * Events in, commands out. Pure; holds no state of its own. The commands run as `system` with the causing event as
 * authority, in order; a refused one is recorded and does not stop the next.
 */
export interface Process<E extends MessageMap = MessageMap> {
  /** Unique; names its checkpoint. */
  readonly name: string;
  readonly on: {
    readonly [T in keyof E]?: Reaction<E[T]>;
  };
}

/** Of method form, so that a process over one contract stands in a list of processes over any. */
export type Reaction<D> = {
  react(data: D, event: FactMeta & { readonly entityId: string }): readonly ProcessCommand[];
}['react'];
