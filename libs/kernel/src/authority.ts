import type { Converted } from './exchange';
import type { Money } from './money';

/** What several approvals on the same project may come to within a rolling number of days, today included. */
export interface CumulativeLimit {
  readonly limit: Money;
  readonly windowDays: number;
}

/** A right to decide in one matter up to an amount. */
export interface AuthorityRule {
  /** Names the rule: a personal limit, a row of a version of the matrix, or a personal delegation. */
  readonly ref: string;
  /** Whose approvals count together: a person, or all who hold a role. */
  readonly holder: string;
  /** The largest single amount. */
  readonly limit: Money;
  /** How the limit was given, where that is in another currency. */
  readonly convertedLimit?: Converted;
  readonly cumulative?: CumulativeLimit;
  /** Role of somebody else who has to have signed what is decided on, as it stands. */
  readonly coSign?: string;
  /** Stream the rule stands in, `category-id`. */
  readonly stream: string;
  /** The person whose right it is, where another uses it. */
  readonly onBehalfOf?: string;
}
