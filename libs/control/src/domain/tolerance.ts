import {
  add,
  amountText,
  compare,
  isNegative,
  isZero,
  money,
  refuse,
  sum,
  type Money,
  type Refusal,
} from '@tabularium/kernel';
import type { ChangeApproved, ChangeImpactAssessed } from '../contract/change-request.events';
import type { ChangeRequestRefusal } from '../contract/change-request.contract';
import type { WordedAspect } from '../contract/vocabulary';

/** Cost and days of a change, as they were stated. */
export interface Stated {
  readonly changeId: string;
  readonly cost: Money;
  readonly days: number;
}

/** What the policy in force tolerates of a project's changes without a board, and which of them were approved so before. */
export interface Tolerance {
  readonly policyVersion: number;
  /** Of the authorised total, in hundredths of a percent. */
  readonly costBasisPoints?: number;
  /** Undefined: nothing is authorised yet. */
  readonly authorised?: Money;
  /** Days later. */
  readonly days?: number;
  /** Aspects on which no impact is tolerated. */
  readonly untouched: readonly WordedAspect[];
  /** Approved without a board before, or about to be. */
  readonly before: readonly Stated[];
  /** Revision of the change it is asked for. */
  readonly revision: number;
}

/** As the event holds it. */
export type HeldTo = Pick<
  ChangeApproved,
  'policyVersion' | 'costTolerated' | 'costUsed' | 'daysTolerated' | 'daysUsed'
>;

type Change = ChangeImpactAssessed & Stated;
type Fault = Refusal<ChangeRequestRefusal>;

/** What a change does not ask for it is not held to. Savings and days earlier make no room for other changes. */
export function heldTo(tolerance: Tolerance, change: Change): HeldTo | Fault {
  const cost = costHeld(tolerance, change);
  if ('refused' in cost) return cost;
  const days = daysHeld(tolerance, change);
  if ('refused' in days) return days;
  const touched = tolerance.untouched.find((aspect) => !saysNone(change[aspect]));
  if (touched) return beyond(touched, { tolerated: 'no impact', asked: quoted(change[touched]), used: 'nothing' });
  return { policyVersion: tolerance.policyVersion, ...cost, ...days };
}

function costHeld({ costBasisPoints, authorised, before }: Tolerance, change: Change): HeldTo | Fault {
  if (costBasisPoints === undefined || !isAdded(change.cost)) return {};
  const ccy = authorised?.ccy ?? change.cost.ccy;
  const foreign = [...before, change].filter(({ cost }) => isAdded(cost) && cost.ccy !== ccy);
  if (foreign.length > 0)
    return refuse('TOLERANCE_CURRENCY', { ccy, changes: foreign.map(({ changeId }) => changeId) });
  const costTolerated = shareOf(authorised ?? money(0, ccy), costBasisPoints);
  const costUsed = sum(
    before.flatMap(({ cost }) => (isAdded(cost) ? [cost] : [])),
    ccy,
  );
  if (compare(add(costUsed, change.cost), costTolerated) <= 0) return { costTolerated, costUsed };
  const total = authorised ? amountText(authorised) : 'nothing authorised';
  const tolerated = `${amountText(costTolerated)} (${percentText(costBasisPoints)} of ${total})`;
  return beyond('cost', { tolerated, asked: change.cost, used: costUsed });
}

function daysHeld({ days: daysTolerated, before }: Tolerance, change: Change): HeldTo | Fault {
  if (daysTolerated === undefined || change.days <= 0) return {};
  const daysUsed = before.reduce((total, { days }) => total + Math.max(0, days), 0);
  if (daysUsed + change.days <= daysTolerated) return { daysTolerated, daysUsed };
  return beyond('days', {
    tolerated: daysText(daysTolerated),
    asked: daysText(change.days),
    used: daysText(daysUsed),
  });
}

/** `0` and `none`, with or without a full stop, are how no impact is said. */
const saysNone = (text: string): boolean => /^(?:0|none)\.?$/i.test(text.trim());

const beyond = (
  aspect: WordedAspect | 'cost' | 'days',
  figures: { readonly tolerated: string; readonly asked: Money | string; readonly used: Money | string },
): Fault => refuse('BEYOND_TOLERANCE', { aspect, ...figures });

const isAdded = (cost: Money): boolean => !isNegative(cost) && !isZero(cost);

/** Rounded down to the minor unit: what is above it is above the exact share too. */
const shareOf = ({ minor, ccy }: Money, basisPoints: number): Money =>
  money((BigInt(minor) * BigInt(basisPoints)) / 10_000n, ccy);

/** `7.5 %` of 750. */
const percentText = (basisPoints: number): string => `${basisPoints / 100} %`;

const daysText = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

const LONGEST = 100;

const quoted = (text: string): string => `“${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}”`;
