import * as audit from '@tabularium/audit/contract';
import { contractsIn, type AggregateContract } from '@tabularium/contracts';
import * as control from '@tabularium/control/contract';
import * as decisions from '@tabularium/decisions/contract';
import * as finance from '@tabularium/finance/contract';
import * as portfolio from '@tabularium/portfolio/contract';
import * as organisation from './contract';
import type { PolicyRule } from './contract/policy-rule';
import { segregationRules, type DutyRule } from './contract/segregation-rules';
import type { OfNames } from './domain/policy-rules';

/** Every record that a rule may be about. */
const contracts: readonly AggregateContract[] = [organisation, decisions, portfolio, finance, control, audit].flatMap(
  contractsIn,
);

const isEvent = (name: string) => contracts.some(({ events }) => Object.hasOwn(events, name));
const isCommand = (name: string) => contracts.some(({ commands }) => Object.hasOwn(commands, name));
const areMet = ({ eventType, command }: DutyRule) =>
  contracts.some(({ events, commands }) => Object.hasOwn(events, eventType) && Object.hasOwn(commands, command));

/** The first name in rules `DUTIES.…` that nothing has, and the first rule whose names are never met on one record. */
export function dutyNames(rules: readonly PolicyRule[]): OfNames {
  const { duties } = segregationRules(rules).says;
  const [unknownName] = duties.flatMap(unknownIn);
  const neverMet = duties.find((rule) => !areMet(rule));
  return { ...(unknownName ? { unknownName } : {}), ...(neverMet ? { neverMet } : {}) };
}

function unknownIn({ ruleId, eventType, command }: DutyRule): readonly NonNullable<OfNames['unknownName']>[] {
  if (!isEvent(eventType)) return [{ ruleId, name: eventType }];
  return isCommand(command) ? [] : [{ ruleId, name: command }];
}
