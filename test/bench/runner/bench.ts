import type { Finding } from './finding';
import type { Peers } from './peers';
import type { Site } from './site';

/** How much is measured. */
export interface Sizes {
  /** Of one round. */
  readonly seconds: number;
  readonly rounds: number;
  /** Events of the large log; the small one has a tenth. */
  readonly events: number;
  readonly keys: number;
  /** Of each kind. */
  readonly questions: number;
  /** Events of the log a server is started on, of the contexts as they are. */
  readonly served: number;
}

export const usual: Sizes = {
  seconds: 3,
  rounds: 3,
  events: 1_000_000,
  keys: 10_000,
  questions: 300,
  served: 200_000,
};
export const quick: Sizes = {
  seconds: 1,
  rounds: 2,
  events: 100_000,
  keys: 1_000,
  questions: 100,
  served: 20_000,
};

/** What a line is measured with. */
export interface Bench {
  readonly sizes: Sizes;
  /** Of the whole run: for what several lines use. */
  readonly run: Site;
  /** Of the line. */
  readonly site: Site;
  readonly peers: Peers;
  /** Says what is being done, on stderr. */
  say(words: string): void;
}

/** One line of docs/performance.md; findings come as they are made. */
export interface Line {
  readonly name: string;
  readonly title: string;
  run(bench: Bench): AsyncIterable<Finding>;
}
