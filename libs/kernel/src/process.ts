import type { MessageMap, FactMeta } from './decider';

/** A command a process wants sent; its id is derived from the event and `step`, so sending it twice does nothing. */
export interface ProcessCommand {
  readonly category: string;
  readonly id: string;
  readonly command: string;
  readonly data: object;
}

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
