import { add, money, noEntries, subtract, sum, valuesOf, type Money } from '@tabularium/kernel';
import { scenario, stateOf, type Outcome, type Past } from '@tabularium/testing';
import fc from 'fast-check';
import type { BudgetCommands, BudgetEvents } from '../contract/budget.contract';
import { REVISION_KINDS } from '../contract/vocabulary';
import { budget } from './budget.decider';
import { amountOf, type Budget } from './budget.state';

type Happened = readonly Past<BudgetEvents>[];
const { given } = scenario(budget);

const pence = (minor: number): Money => money(minor, 'GBP');
const noCosts = { ledger: { closed: noEntries, actuals: noEntries, commitments: noEntries }, changeApproved: true };
const facts = { ...noCosts, parties: [], project: 'open' as const };
const ana = { actor: 'ana', facts };
const ben = { actor: 'ben', limit: pence(1e12), facts };

/** What a decider decided are facts of its own contract. */
const and = (past: Happened, { facts: decided }: Outcome): Happened => [...past, ...(decided as Happened)];

const baseline = [
  { account: 'A', costType: 'LABOUR', period: '2026-04', amount: pence(50_000) },
  { account: 'A', costType: 'LABOUR', period: '2026-05', amount: pence(40_001) },
  { account: 'B', costType: 'SERVICES', period: '2026-04', amount: pence(30_007) },
  { account: 'C', costType: 'CONTINGENCY', period: '2026-05', amount: pence(9_999) },
] as const;
const started = (): Happened => {
  const created = and([], given().when('CreateBudget', { ccy: 'GBP' }, ana));
  const asked = { lines: baseline, managementReserve: pence(8_000), contingency: pence(9_999) };
  const submitted = and(created, given(...created).when('SubmitBudget', asked, ana));
  return and(submitted, given(...submitted).when('ApproveBudget', { authorised: pence(150_000) }, ben));
};

/** Shapes a proposal from what stands, mostly fit for its kind, sometimes a penny off. */
interface Wish {
  readonly kind: (typeof REVISION_KINDS)[number];
  readonly gains: { readonly account: string; readonly period: string };
  readonly loses: { readonly account: string; readonly period: string };
  readonly amount: number;
  readonly off: number;
  readonly raise: number;
}
const place = fc.record({
  account: fc.constantFrom('A', 'B', 'C', 'D'),
  period: fc.constantFrom('2026-04', '2026-05', '2026-06'),
});
const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(...REVISION_KINDS),
  gains: place,
  loses: place,
  amount: fc.integer({ min: 0, max: 20_000 }),
  off: fc.constantFrom(0, 0, 0, 0, 0, 1, -1),
  raise: fc.constantFrom(0, 0, 5_000, -5_000),
});

function proposalFor(
  { kind, gains, loses, amount, off, raise }: Wish,
  state: Budget,
): BudgetCommands['ProposeRevision'] {
  const change = (place: Wish['gains'], by: number) => {
    const stands = amountOf(state, place);
    return { ...place, from: stands, to: add(stands, pence(by)) };
  };
  const taken = { ...loses, ...(kind === 'REPHASE' ? { account: gains.account } : {}) };
  const gain = change(gains, kind === 'DECREASE' ? -amount : amount + off);
  const loss = change(kind === 'CONTINGENCY_DRAW' ? { account: 'C', period: '2026-05' } : taken, -amount);
  const sumsToZero = ['VIREMENT', 'REPHASE', 'CONTINGENCY_DRAW', 'CORRECTION'].includes(kind);
  return {
    kind,
    lines: sumsToZero ? [gain, loss] : [gain],
    ...(kind === 'MR_DRAW' ? { managementReserveTo: subtract(state.managementReserve, pence(amount)) } : {}),
    ...(kind === 'OTB' ? { varianceTreatment: 'RETAIN' as const } : {}),
    ...(raise === 0 ? {} : { authorisedTo: add(state.authorised, pence(raise)) }),
    ...(kind === 'MR_DRAW' ? { changeId: `PRJ-1.CR-${state.proposalNo + 10}` } : {}),
    reason: 'Needed',
  };
}

/** What the command validation guarantees before a rule sees it. */
const isWellFormed = ({ lines, managementReserveTo, authorisedTo }: BudgetCommands['ProposeRevision']): boolean =>
  [...lines.flatMap(({ from, to }) => [from, to]), managementReserveTo, authorisedTo].every(
    (amount) => !amount || !amount.minor.startsWith('-'),
  );

/** A revision proposed and approved, as far as the rules let it. */
function revise(past: Happened, asked: Wish): Happened {
  const proposal = proposalFor(asked, stateOf(budget, past));
  if (!isWellFormed(proposal)) return past;
  const proposed = and(past, given(...past).when('ProposeRevision', proposal, ana));
  const { proposalNo } = stateOf(budget, proposed);
  return and(proposed, given(...proposed).when('ApproveRevision', { proposalNo, rationale: 'Agreed' }, ben));
}

const revisionsOf = (past: Happened): readonly BudgetEvents['BudgetRevised'][] =>
  past.flatMap(({ type, data }) => (type === 'BudgetRevised' ? [data as BudgetEvents['BudgetRevised']] : []));

it('keeps lines and reserve equal to the total, and baseline and revisions equal to what stands, to the penny', () => {
  const kindsSeen = new Set<string>();
  fc.assert(
    fc.property(fc.array(wish, { minLength: 10, maxLength: 60 }), (wishes) => {
      const past = wishes.reduce(revise, started());
      const state = stateOf(budget, past);
      const revisions = revisionsOf(past);
      revisions.forEach(({ kind }) => kindsSeen.add(kind));

      const amounts = valuesOf(state.lines).map(({ amount }) => amount);
      const tab = revisions.at(-1)?.tabTo ?? pence(138_007);
      expect(sum([...amounts, state.managementReserve], 'GBP')).toEqual(tab);

      const moved = revisions.flatMap(({ lines, managementReserveFrom, managementReserveTo }) => [
        ...lines.map(({ from, to }) => subtract(to, from)),
        subtract(managementReserveTo, managementReserveFrom),
      ]);
      expect(sum([pence(138_007), ...moved], 'GBP')).toEqual(tab);

      for (const line of [...baseline, ...revisions.flatMap(({ lines }) => lines)]) {
        const original = baseline.find(({ account, period }) => account === line.account && period === line.period);
        const deltas = revisions
          .flatMap(({ lines }) => lines)
          .filter(({ account, period }) => account === line.account && period === line.period)
          .map(({ from, to }) => subtract(to, from));
        expect(amountOf(state, line)).toEqual(sum([original?.amount ?? pence(0), ...deltas], 'GBP'));
      }

      const contingency = valuesOf(state.lines).filter(({ costType }) => costType === 'CONTINGENCY');
      expect(
        sum(
          contingency.map(({ amount }) => amount),
          'GBP',
        ),
      ).toEqual(state.contingency);
    }),
    { numRuns: 200 },
  );
  // The property says nothing about a kind that was never accepted.
  expect([...kindsSeen].sort()).toEqual([...REVISION_KINDS].sort());
});
