import { addDays, convert, sameMoney, streamName, type Converted, type Money } from '@tabularium/kernel';
import { RATES_ID, rateTables, tableOf, type RateTableEvents } from '@tabularium/organisation/contract';
import type { LoggedEvent, ReadStore } from '@tabularium/read-store';
import { toldBy, type LaterCorrection } from './later-corrections';

export const RATES_STREAM = streamName(rateTables.category, RATES_ID);

/** A decision with the events of its stream, and every table of exchange rates. */
interface Rated {
  readonly decided: LoggedEvent;
  readonly own: readonly LoggedEvent[];
  readonly tables: readonly LoggedEvent[];
}

/**
 * Tables recorded after a decision converted an amount, for the same day or one since that had begun by then, by which the
 * amount would have come to something else. Those it did not convert by are no part of its basis.
 */
export async function laterRates(views: ReadStore, rated: Rated): Promise<readonly LaterCorrection[]> {
  const found = [];
  for (const { event, converted } of conversionsOf(rated)) {
    const used = rated.tables.find(({ data }) => data['table'] === converted.rateTable);
    if (!used) continue;
    const since = rated.tables.filter(({ index, data }) => index > event.index && dateOf(data) >= dateOf(used.data));
    for (const table of since)
      if (await hasBegun(views, table, event)) found.push(...otherwise(table, used, converted));
  }
  return found;
}

interface Conversion {
  readonly event: LoggedEvent;
  readonly converted: Converted;
}

/** By a person, in the authority of the event; by a body, when its ballot opened or its chair decided. */
function conversionsOf({ decided, own }: Rated): readonly Conversion[] {
  const { converted, convertedLimit } = decided.metadata.authority;
  const byPerson = [converted, convertedLimit].flatMap((each) => (each ? [{ event: decided, converted: each }] : []));
  const event = own.findLast(({ index, data }) => index <= decided.index && data['amountInLimit'] !== undefined);
  const from = own.find(({ type }) => type === 'MatterProposed')?.data['amount'];
  if (!event || !from) return byPerson;
  // What the log holds under these names was checked against the contract when it was appended.
  const [amount, of] = [event.data['amountInLimit'] as Money, from as Money];
  return [...byPerson, { event, converted: { amount, from: of, rateTable: String(event.data['rateTable']) } }];
}

const dateOf = (data: LoggedEvent['data']): string => String(data['date']);

async function hasBegun(views: ReadStore, { data }: LoggedEvent, event: LoggedEvent): Promise<boolean> {
  const { asOf: dayBefore } = await views.resolve({ asOf: addDays(dateOf(data), -1) });
  return dayBefore < event.metadata.effectiveAt;
}

function otherwise(table: LoggedEvent, used: LoggedEvent, { amount, from, rateTable }: Converted) {
  const by = tableOf(table.data as unknown as RateTableEvents['FxRatesPublished']);
  const anew = convert(from, amount.ccy, by) ?? null;
  if (anew && sameMoney(anew, amount)) return [];
  const correction: LaterCorrection = {
    ...toldBy(table),
    kind: dateOf(table.data) === dateOf(used.data) ? 'CORRECTED' : 'BACKDATED',
    factType: used.type,
    effectiveAt: used.metadata.effectiveAt,
    was: { rateTable, from, amount },
    shouldBe: { rateTable: by.id, from, amount: anew },
  };
  return [correction];
}
