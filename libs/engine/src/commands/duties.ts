import type { AggregateContract } from '@tabularium/contracts';
import type { Bar, States } from '@tabularium/event-store';
import { SYSTEM_ID } from '@tabularium/identity';
import { refuse, type LocalDate, type Reading } from '@tabularium/kernel';
import {
  actsOn,
  keptFrom,
  personsOf,
  policyVersions,
  segregationOn,
  SEGREGATION_POLICY,
  type Acts,
  type DutyRule,
  type PolicyVersions,
} from '@tabularium/organisation/contract';

/**
 * The rules `DUTIES.…` of the policy on segregation of duties: who caused an event of a type on a record does not give the
 * command that the rule names on the same record, nor has it given on their behalf. What the engine carries out is judged
 * where it was decided.
 */
export class Duties {
  private readonly acts: ReadonlyMap<string, Reading<Acts>>;

  constructor(
    contracts: readonly Pick<AggregateContract, 'category' | 'events'>[],
    private readonly states: States,
  ) {
    this.acts = new Map(contracts.map((contract) => [contract.category, actsOn(contract)]));
  }

  /** The policy is pinned where a rule of it names the command, and only there. Throws what `readStream` throws. */
  readonly barred: Bar = async ({ category, call, today, read }) => {
    const reading = this.acts.get(category);
    if (!reading || call.actor.id === SYSTEM_ID) return undefined;
    const named = (policy: PolicyVersions) => rulesNaming(call.command, reading, policy, today);
    const { state } = await this.states.reading(policyVersions, SEGREGATION_POLICY);
    if (named(state).rules.length === 0) return undefined;
    const { version, rules } = named(await read(policyVersions, SEGREGATION_POLICY));
    const { state: acts } = await this.states.reading(reading, call.id);
    const acting = personsOf(call.actor);
    const kept = keptFrom(rules, acts).find(({ personId }) => acting.includes(personId));
    if (!kept) return undefined;
    const { ruleId, eventType } = kept.rule;
    return refuse('SOD_POLICY', { ruleId, version, eventType, personId: kept.personId });
  };
}

interface Named {
  readonly version?: number;
  readonly rules: readonly DutyRule[];
}

/** Commands of other records may have the same name: what counts is an event that the record can have. */
function rulesNaming(command: string, { evolve }: Reading<Acts>, policy: PolicyVersions, today: LocalDate): Named {
  const segregation = segregationOn(policy, today);
  if (!segregation) return { rules: [] };
  const isNamed = (rule: DutyRule) => rule.command === command && Object.hasOwn(evolve, rule.eventType);
  return { version: segregation.version, rules: segregation.duties.filter(isNamed) };
}
