import type { Read } from '@tabularium/http';
import type { LocalDate, Money, RateTable } from '@tabularium/kernel';
import { RATES_ID, rateTables, ratesOn } from '@tabularium/organisation/contract';
import { matterOf, type GovernanceBody } from './domain/governance-body.state';

interface Matter {
  readonly matterType: string;
  readonly amount?: Money;
}

/** The exchange rates in force; they are read, and pinned, only where a limit of the body is in another currency. */
export async function ratesFor(
  read: Read,
  { amount, matterType }: Matter,
  body: GovernanceBody,
  today: LocalDate,
): Promise<{ readonly rates?: RateTable }> {
  const limits = [matterOf(body, matterType)?.upTo, body.terms?.urgent?.upTo];
  const isForeign = amount && limits.some((limit) => limit && limit.ccy !== amount.ccy);
  const rates = isForeign ? ratesOn(await read(rateTables, RATES_ID), today) : undefined;
  return rates ? { rates } : {};
}
