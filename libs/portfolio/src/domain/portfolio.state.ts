import type { Instant, LocalDate, Money } from '@tabularium/kernel';
import type { AuthorityRow } from '../contract/portfolio.commands';
import type { ComponentKind } from '../contract/vocabulary';

export interface Component {
  readonly kind: ComponentKind;
  readonly componentId: string;
}

/** What the rules of a portfolio read. */
export interface Portfolio {
  readonly stage: 'absent' | 'open' | 'closed';
  readonly ccy: string;
  /** By fiscal year. */
  readonly envelopes: Readonly<Record<string, Money>>;
  /** Admitted and not removed, by componentKey, with their category. */
  readonly components: Readonly<Record<string, string | undefined>>;
  /** When each removed component left, by componentKey. */
  readonly departed: Readonly<Record<string, Instant>>;
  /** In the order of the days they apply from. */
  readonly ladders: readonly Ladder[];
}

export interface Ladder {
  readonly from: LocalDate;
  readonly rows: readonly AuthorityRow[];
}

export const noPortfolio: Portfolio = {
  stage: 'absent',
  ccy: '',
  envelopes: {},
  components: {},
  departed: {},
  ladders: [],
};

/** A project and a programme may carry the same id. */
export const componentKey = ({ kind, componentId }: Component): string => `${kind.toLowerCase()} ${componentId}`;
