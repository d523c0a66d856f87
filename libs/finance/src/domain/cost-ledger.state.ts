import { lookUp, noEntries, zero, type Dictionary, type Money } from '@tabularium/kernel';

export interface Entry {
  readonly account: string;
  readonly period: string;
  readonly amount: Money;
  readonly externalRef: string;
  readonly reversed: boolean;
}

export interface LedgerPeriod {
  /** Entries and counter-entries booked in it. */
  readonly total: Money;
  readonly posters: readonly string[];
  readonly closed: boolean;
  readonly reopening?: { readonly requestedBy: string; readonly reason: string };
}

/** What the rules of a cost ledger read. No currency = nothing is booked yet. */
export interface CostLedger {
  readonly ccy?: string;
  /** By entry id. */
  readonly entries: Dictionary<Entry>;
  /** External references of entries that stand, by the reference: the entry's id. */
  readonly entryRefs: Dictionary<string>;
  /** What is left of each commitment, by its id. */
  readonly commitments: Dictionary<Money>;
  readonly commitmentRefs: Dictionary<true>;
  readonly periods: Dictionary<LedgerPeriod>;
  /** Actuals, and what is committed: what the release has to cover. */
  readonly used: Money;
}

export const noLedger: CostLedger = {
  entries: noEntries,
  entryRefs: noEntries,
  commitments: noEntries,
  commitmentRefs: noEntries,
  periods: noEntries,
  used: zero(''),
};

export const periodOfLedger = (state: CostLedger, period: string, ccy: string): LedgerPeriod =>
  lookUp(state.periods, period) ?? { total: zero(ccy), posters: [], closed: false };

export const isClosed = (state: CostLedger, period: string): boolean => lookUp(state.periods, period)?.closed ?? false;

/** Used so far, in the currency of the ledger or, before the first booking, in the given one. */
export const usedOf = (state: CostLedger, ccy: string): Money => (state.ccy ? state.used : zero(ccy));
