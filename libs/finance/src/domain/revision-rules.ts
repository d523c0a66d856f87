import {
  add,
  compare,
  isNegative,
  isZero,
  lookUp,
  negate,
  refuse,
  sameMoney,
  subtract,
  zero,
  type Money,
  type Refusal,
} from '@tabularium/kernel';
import type { BudgetRefusal } from '../contract/budget.contract';
import type { LedgerStanding } from '../contract/ledger-standing';
import type { RevisionKind } from '../contract/vocabulary';
import { deltaOf, isContingency, netOf, type Revision } from './revision';
import { pmbOfAccount, type Budget } from './budget.state';

/** What a revision must be sure of from other streams. */
export interface RevisionFacts {
  readonly ledger: LedgerStanding;
  /** The change it names is an approved change of the project; true when it names none. */
  readonly changeApproved: boolean;
}

type Refused = Refusal<BudgetRefusal> | undefined;
type Rule = (revision: Revision, state: Budget, facts: RevisionFacts) => Refused;

/** The first rule that a revision breaks; what its kind asks is said before what is authorised. */
export const brokenRule: Rule = (revision, state, facts) => {
  for (const rule of [...rulesOfAll, ...rulesOf[revision.kind], withinAuthorised]) {
    const refused = rule(revision, state, facts);
    if (refused) return refused;
  }
  return undefined;
};

const movesSomething: Rule = (revision) =>
  revision.lines.every(({ from, to }) => sameMoney(from, to)) &&
  sameMoney(revision.authorisedFrom, revision.authorisedTo) &&
  sameMoney(revision.managementReserveFrom, revision.managementReserveTo)
    ? refuse('NOTHING_REVISED')
    : undefined;

const inOpenPeriods: Rule = ({ kind, lines }, _, { ledger }) => {
  const closed = lines.find((line) => !isZero(deltaOf(line)) && lookUp(ledger.closed, line.period));
  return closed && kind !== 'CORRECTION' ? refuse('PERIOD_CLOSED', { period: closed.period }) : undefined;
};

const forApprovedChange: Rule = ({ changeId }, state, { changeApproved }) => {
  if (!changeId) return undefined;
  if (!changeApproved) return refuse('CHANGE_NOT_APPROVED', { changeId });
  return lookUp(state.appliedChanges, changeId) ? refuse('CHANGE_ALREADY_APPLIED', { changeId }) : undefined;
};

/** Only an over-target baseline takes the total above what is authorised; an excess that stands may not grow. */
const withinAuthorised: Rule = ({ kind, tabFrom, tabTo, authorisedFrom, authorisedTo }, { ccy }) => {
  const excess = subtract(tabTo, authorisedTo);
  const stood = subtract(tabFrom, authorisedFrom);
  const allowed = isNegative(stood) ? zero(ccy) : stood;
  if (kind === 'OTB' || compare(excess, allowed) <= 0) return undefined;
  return refuse('ABOVE_AUTHORISED', { tab: tabTo, authorised: authorisedTo });
};

const coversReleases: Rule = ({ authorisedTo }, { released }) =>
  compare(authorisedTo, released) < 0 ? refuse('AUTHORISED_BELOW_RELEASE', { released }) : undefined;

const rulesOfAll: readonly Rule[] = [movesSomething, inOpenPeriods, forApprovedChange, coversReleases];

const mismatch = (kind: RevisionKind, because: string): Refused => refuse('KIND_MISMATCH', { kind, because });

const noneFalls: Rule = ({ kind, ...revision }) =>
  steps(revision).some(isNegative) ? mismatch(kind, 'something falls') : undefined;

const noneRises: Rule = ({ kind, ...revision }) =>
  steps(revision).map(negate).some(isNegative) ? mismatch(kind, 'something rises') : undefined;

const reserveStays: Rule = ({ kind, managementReserveFrom, managementReserveTo }) =>
  sameMoney(managementReserveFrom, managementReserveTo) ? undefined : mismatch(kind, 'the management reserve moves');

const authorisedStays: Rule = ({ kind, authorisedFrom, authorisedTo }) =>
  sameMoney(authorisedFrom, authorisedTo) ? undefined : mismatch(kind, 'the authorised funding moves');

const totalRises: Rule = ({ kind, tabFrom, tabTo }) =>
  compare(tabTo, tabFrom) > 0 ? undefined : mismatch(kind, 'the total does not rise');

const linesSumToZero: Rule = ({ lines }, { ccy }) => zeroSum(netOf(lines, ccy), 'all accounts');

const accountsSumToZero: Rule = ({ lines }, { ccy }) =>
  [...new Set(lines.map(({ account }) => account))]
    .map((account) =>
      zeroSum(
        netOf(
          lines.filter((line) => line.account === account),
          ccy,
        ),
        account,
      ),
    )
    .find((refused) => refused);

const zeroSum = (net: Money, of: string): Refused =>
  isZero(net) ? undefined : refuse('NOT_ZERO_SUM', { of, sum: net });

/** What the reserve loses, the lines gain. */
const reservePays: Rule = ({ lines, managementReserveFrom, managementReserveTo }, { ccy }) =>
  zeroSum(add(netOf(lines, ccy), subtract(managementReserveTo, managementReserveFrom)), 'lines and reserve');

const linesOnlyGain: Rule = ({ kind, lines }) =>
  lines.map(deltaOf).some(isNegative) ? mismatch(kind, 'a line falls') : undefined;

/** The reserve pays for scope that a change adds, never for what an account has overspent. */
const forNewScope: Rule = ({ changeId, lines }, state, { ledger }) => {
  if (!changeId) return refuse('MR_MISUSE', { because: 'no change is named' });
  const overrun = lines.find(({ account }) => {
    const spent = lookUp(ledger.actuals, account);
    return spent !== undefined && compare(spent, pmbOfAccount(state, account)) > 0;
  });
  return overrun ? refuse('MR_MISUSE', { because: `account ${overrun.account} is overspent` }) : undefined;
};

const contingencyPays: Rule = ({ kind, lines }) =>
  lines.some((line) => !isZero(deltaOf(line)) && isNegative(deltaOf(line)) !== isContingency(line))
    ? mismatch(kind, 'contingency lines fall, the others rise')
    : undefined;

const treatmentStated: Rule = ({ varianceTreatment }) => (varianceTreatment ? undefined : refuse('TREATMENT_MISSING'));

const rulesOf: Readonly<Record<RevisionKind, readonly Rule[]>> = {
  INCREASE: [noneFalls],
  DECREASE: [noneRises],
  VIREMENT: [authorisedStays, reserveStays, linesSumToZero],
  REPHASE: [authorisedStays, reserveStays, accountsSumToZero],
  MR_DRAW: [authorisedStays, linesOnlyGain, reservePays, forNewScope],
  CONTINGENCY_DRAW: [authorisedStays, reserveStays, contingencyPays, linesSumToZero],
  OTB: [treatmentStated, noneFalls, totalRises],
  CORRECTION: [],
};

/** What each part of the budget gains or loses. */
const steps = (revision: Omit<Revision, 'kind'>): readonly Money[] => [
  ...revision.lines.map(deltaOf),
  subtract(revision.managementReserveTo, revision.managementReserveFrom),
  subtract(revision.authorisedTo, revision.authorisedFrom),
];
