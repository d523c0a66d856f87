import type { Matter } from '@tabularium/contracts';
import type { TransactRuntime } from '@tabularium/event-store';
import {
  isWithinLimit,
  ownerOf,
  refuse,
  type AuthorityRule,
  type LocalDate,
  type Money,
  type RateTable,
  type Refusal,
} from '@tabularium/kernel';
import {
  delegatedRule,
  delegationFold,
  delegationMatrixFold,
  inForceOn,
  inOrder,
  MATRIX_ID,
  ownRules,
  personFold,
  receivedFor,
  type Occasion,
} from '@tabularium/organisation';
import { RATES_ID, rateTables, ratesOn } from '@tabularium/organisation/contract';

/** What persons may decide in a matter, from the streams as they stand. */
export class Rights {
  constructor(private readonly runtime: Pick<TransactRuntime, 'states' | 'clock' | 'zone'>) {}

  /** By own limit, by the roles held, and by what was delegated to the person; the lowest first. */
  async rulesOf(person: string, matter: Matter, targetId: string): Promise<readonly AuthorityRule[]> {
    const occasion = { matter, project: ownerOf(targetId), day: this.today() };
    const received = await this.received(person, occasion);
    return inOrder([...(await this.own(person, occasion)), ...received]);
  }

  /** Exchange rates in force. */
  async rates(): Promise<RateTable | undefined> {
    const { state } = await this.runtime.states.reading(rateTables, RATES_ID);
    return ratesOn(state, this.today());
  }

  /** Why nothing is covered that would take a rate. */
  unrated(rules: readonly AuthorityRule[], { ccy: currency }: Money): Refusal {
    const limits = [...new Set(rules.map(({ limit }) => limit.ccy))].join(', ');
    return refuse('RATE_NOT_PUBLISHED', { currency, limits, date: this.today() });
  }

  /** The lowest holder of the matrix who may decide the amount and stands above the one given. */
  async above(
    holder: string,
    matter: Matter,
    { amount, rates }: { readonly amount: Money; readonly rates?: RateTable },
  ): Promise<string | undefined> {
    const { state } = await this.runtime.states.reading(delegationMatrixFold, MATRIX_ID);
    const rows = inForceOn(state, this.today())?.rows.filter((row) => row.matter === matter) ?? [];
    const higher = rows.slice(rows.findIndex((row) => row.holder === holder) + 1);
    const isEnough = (limit: Money | undefined) => limit === undefined || isWithinLimit(amount, limit, rates) === true;
    return higher.find(({ singleLimit }) => isEnough(singleLimit))?.holder;
  }

  private today(): LocalDate {
    return this.runtime.zone.dayOf(this.runtime.clock.now());
  }

  private async own(id: string, occasion: Occasion): Promise<readonly AuthorityRule[]> {
    const [{ state: person }, { state: matrix }] = await Promise.all([
      this.runtime.states.reading(personFold, id),
      this.runtime.states.reading(delegationMatrixFold, MATRIX_ID),
    ]);
    return ownRules({ id, person, matrix, matrixId: MATRIX_ID }, occasion);
  }

  private async received(person: string, occasion: Occasion): Promise<readonly AuthorityRule[]> {
    const streams = [person, `${occasion.project}.${person}`];
    const states = await Promise.all(streams.map((id) => this.runtime.states.reading(delegationFold, id)));
    const held = states.flatMap(({ state }) => receivedFor(state, person, occasion));
    if (held.length === 0) return [];
    const rates = await this.rates();
    const rules = await Promise.all(
      held.map(async (delegation) => delegatedRule(delegation, await this.own(delegation.giver, occasion), rates)),
    );
    return rules.flatMap((rule) => rule ?? []);
  }
}
