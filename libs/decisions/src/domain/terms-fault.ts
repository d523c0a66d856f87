import { refuse, type Refusal } from '@tabularium/kernel';
import type { GovernanceBodyRefusal } from '../contract/governance-body.contract';
import type { QuorumRule, TermsOfReference, VotingRule } from '../contract/terms';
import { quorumRequired } from './quorum';

type Fault = Refusal<GovernanceBodyRefusal> | undefined;

/** What keeps terms of reference from ever working. */
export const termsFault = (terms: TermsOfReference): Fault =>
  repeatedFault(terms) ?? seatFault(terms) ?? ruleFault(terms) ?? quorumFault(terms);

function repeatedFault({ seats, matters }: TermsOfReference): Fault {
  const seatId = repeated(seats.map(({ id }) => id));
  if (seatId) return refuse('SEAT_REPEATED', { seatId });
  const matterType = repeated(matters.map((matter) => matter.matterType));
  return matterType ? refuse('MATTER_REPEATED', { matterType }) : undefined;
}

const repeated = (ids: readonly string[]): string | undefined => ids.find((id, at) => ids.indexOf(id) !== at);

/** Chair, deputy, and whoever must be there or may veto hold voting seats. */
function seatFault({ seats, chairSeat, deputySeat, quorum, matters }: TermsOfReference): Fault {
  const named = [chairSeat, ...(deputySeat ? [deputySeat] : []), ...(quorum.mustInclude ?? [])];
  const veto = matters.flatMap(({ vetoSeats = [] }) => vetoSeats);
  const unknown = [...named, ...veto].find((id) => !seats.some((seat) => seat.id === id));
  if (unknown) return refuse('SEAT_NOT_FOUND', { seatId: unknown });
  const voteless = named.find((id) => seats.some((seat) => seat.id === id && !seat.voting));
  return voteless ? refuse('SEAT_NOT_VOTING', { seatId: voteless }) : undefined;
}

function ruleFault({ quorum, matters, written, vetoOverride }: TermsOfReference): Fault {
  if (quorum.method === 'AT_LEAST' && !isFraction(quorum)) return refuse('RULE_INCOMPLETE', { rule: 'quorum' });
  if (vetoOverride && !isFraction(vetoOverride)) return refuse('RULE_INCOMPLETE', { rule: 'override of a veto' });
  if (written && isIncomplete(written.voting)) return refuse('RULE_INCOMPLETE', { rule: 'written resolution' });
  const matter = matters.find(({ voting }) => isIncomplete(voting));
  return matter ? refuse('RULE_INCOMPLETE', { rule: matter.matterType }) : undefined;
}

const isIncomplete = (rule: VotingRule): boolean => rule.method === 'QUALIFIED' && !isFraction(rule);

const isFraction = ({ numerator, denominator }: Pick<QuorumRule, 'numerator' | 'denominator'>): boolean =>
  numerator !== undefined && denominator !== undefined && numerator <= denominator;

function quorumFault({ seats, quorum }: TermsOfReference): Fault {
  const all = seats.filter(({ voting }) => voting).length;
  const required = quorumRequired(quorum, { seats: all, filled: all, eligible: all });
  return required > all ? refuse('QUORUM_IMPOSSIBLE') : undefined;
}
