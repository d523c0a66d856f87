import type { Read } from '@tabularium/http';
import type { LocalDate } from '@tabularium/kernel';
import {
  actsOn,
  keptFrom,
  policyVersions,
  segregationOn,
  SEGREGATION_POLICY,
  type DutyRule,
} from '@tabularium/organisation/contract';
import type { AuthorisedCommand, PartyFlag } from './contract/item-parts';
import type { OfDuties } from './domain/item-rules';
import { contracts } from './effect-fault';

const actsOf = new Map([...contracts].map(([category, contract]) => [category, actsOn(contract)]));

/**
 * What a decision orders the engine carries out, so the rules `DUTIES.…` are held to by its members: who caused such an
 * event on the record that a command is to be written to does not vote on it.
 */
export async function dutyParties(
  read: Read,
  effects: readonly AuthorisedCommand[],
  today: LocalDate,
): Promise<OfDuties & { readonly parties: readonly PartyFlag[] }> {
  if (effects.length === 0) return { parties: [] };
  const segregation = segregationOn(await read(policyVersions, SEGREGATION_POLICY), today);
  if (!segregation) return { parties: [] };
  const { version: policyVersion, duties } = segregation;
  const isNamed = ({ command }: DutyRule) => effects.some((effect) => effect.command === command);
  const named = duties.filter(isNamed);
  if (named.length === 0) return { parties: [] };
  const kept = await Promise.all(effects.map((effect) => keptFromEffect(read, effect, named)));
  const parties = kept.flat().map(({ rule: { ruleId }, personId }) => {
    return { personId, because: 'SEGREGATION_POLICY', ruleId, policyVersion } as const;
  });
  return { parties: distinct(parties), segregationPolicy: policyVersion };
}

async function keptFromEffect(read: Read, { category, id, command }: AuthorisedCommand, rules: readonly DutyRule[]) {
  const reading = actsOf.get(category);
  const named = rules.filter((rule) => rule.command === command);
  return reading && named.length > 0 ? keptFrom(named, await read(reading, id)) : [];
}

/** Several commands of a matter may be about one record. */
const distinct = (parties: readonly PartyFlag[]): readonly PartyFlag[] => [
  ...new Map(parties.map((party) => [`${party.ruleId} ${party.personId}`, party])).values(),
];
