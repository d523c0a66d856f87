import { add, compare, lookUp, negate, subtract, sum, type Money } from '@tabularium/kernel';
import type { RevisedLine } from '../contract/budget-lines';
import type { ProposeRevision } from '../contract/budget.commands';
import { amountOf, lineName, pmbOf, type Budget } from './budget.state';

/** A proposal worked out against what stands. */
export interface Revision {
  readonly kind: ProposeRevision['kind'];
  readonly changeId?: string;
  readonly varianceTreatment?: ProposeRevision['varianceTreatment'];
  readonly lines: readonly RevisedLine[];
  readonly authorisedFrom: Money;
  readonly authorisedTo: Money;
  readonly managementReserveFrom: Money;
  readonly managementReserveTo: Money;
  readonly tabFrom: Money;
  readonly tabTo: Money;
  readonly contingencyTo: Money;
}

/** What the budget becomes. The proposal's amounts are in the budget's currency and no line is named twice. */
export function revisionOf(proposal: Omit<ProposeRevision, 'reason'>, state: Budget): Revision {
  const lines = proposal.lines.map((line) => ({ ...line, costType: costTypeOf(proposal, line, state) }));
  const managementReserveTo = proposal.managementReserveTo ?? state.managementReserve;
  const tabFrom = add(pmbOf(state), state.managementReserve);
  const reserveDelta = subtract(managementReserveTo, state.managementReserve);
  return {
    kind: proposal.kind,
    ...(proposal.changeId ? { changeId: proposal.changeId } : {}),
    ...(proposal.varianceTreatment ? { varianceTreatment: proposal.varianceTreatment } : {}),
    lines,
    authorisedFrom: state.authorised,
    authorisedTo: proposal.authorisedTo ?? state.authorised,
    managementReserveFrom: state.managementReserve,
    managementReserveTo,
    tabFrom,
    tabTo: sum([tabFrom, netOf(lines, state.ccy), reserveDelta], state.ccy),
    contingencyTo: add(state.contingency, netOf(lines.filter(isContingency), state.ccy)),
  };
}

export const deltaOf = ({ from, to }: { readonly from: Money; readonly to: Money }): Money => subtract(to, from);

/** Sum of what the lines gain and lose. */
export const netOf = (lines: readonly RevisedLine[], ccy: string): Money => sum(lines.map(deltaOf), ccy);

export const isContingency = ({ costType }: RevisedLine): boolean => costType === 'CONTINGENCY';

/** The largest amount the revision moves, one way or another: what the approver's limit has to cover. */
export function stakeOf(revision: Revision, ccy: string): Money {
  const gains = revision.lines.filter((line) => compare(line.to, line.from) > 0);
  return [
    netOf(gains, ccy),
    distance(revision.tabFrom, revision.tabTo),
    distance(revision.authorisedFrom, revision.authorisedTo),
    distance(revision.managementReserveFrom, revision.managementReserveTo),
  ].reduce((largest, amount) => (compare(amount, largest) > 0 ? amount : largest));
}

/** The first line that does not say what stands. */
export const staleLine = (
  lines: ProposeRevision['lines'],
  state: Budget,
): ProposeRevision['lines'][number] | undefined =>
  lines.find((line) => compare(line.from, amountOf(state, line)) !== 0);

const distance = (a: Money, b: Money): Money => (compare(a, b) < 0 ? subtract(b, a) : negate(subtract(b, a)));

/** A line that stands keeps its type; a new one has its own, that of its account, or OTHER. */
const costTypeOf = (
  { lines }: Pick<ProposeRevision, 'lines'>,
  line: ProposeRevision['lines'][number],
  state: Budget,
): RevisedLine['costType'] =>
  lookUp(state.lines, lineName(line))?.costType ??
  line.costType ??
  lookUp(state.costTypes, line.account) ??
  lines.find(({ account, costType }) => account === line.account && costType)?.costType ??
  'OTHER';
