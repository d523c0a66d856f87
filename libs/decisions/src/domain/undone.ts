import { compare, isZero, ownerOf, type Money } from '@tabularium/kernel';
import type { AuthorisedCommand } from '../contract/item-parts';
import { unmetIds, type DecisionItem } from './decision-item.state';
import type { OfMoney } from './item-rules';
import { isMoney } from './money-in';

/**
 * What cannot be undone when a decision falls, and what falls with it. Money: of what its gate released, so much as is
 * neither spent nor committed.
 */
export function undone(state: DecisionItem, { spent, unspent }: OfMoney) {
  const applied = state.effects.slice(0, state.applied);
  const gates = applied.filter(
    ({ category, command }) => category === 'gateReview' && command === 'RecordGateDecision',
  );
  const [gate] = gates;
  const left = gate && least(releasedBy(gate), unspent);
  const decisionNo = state.made?.decisionNo;
  return {
    irreversible: applied.map(({ category, id, command }) => `${command} on ${category} ${id}`.slice(0, 300)),
    ...(spent ? { spent } : {}),
    ...(left && !isZero(left) ? { unspent: left, release: releaseOf(gate) } : {}),
    conditionIds: unmetIds(state),
    ...(decisionNo ? { decisionNo } : {}),
    ...(gates.length > 0 ? { passes: gates.map(releaseOf) } : {}),
  };
}

const releaseOf = ({ id }: AuthorisedCommand) => ({ projectId: ownerOf(id), gate: id.slice(ownerOf(id).length + 1) });

/** The command was checked when the matter was proposed: what stands there is money. */
function releasedBy({ data: { fundsReleased } }: AuthorisedCommand): Money | undefined {
  return isMoney(fundsReleased) ? fundsReleased : undefined;
}

const least = (one: Money | undefined, other: Money | undefined): Money | undefined =>
  one && other && one.ccy === other.ccy ? (compare(one, other) < 0 ? one : other) : undefined;
