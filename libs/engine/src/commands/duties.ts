import type { AggregateContract } from '@tabularium/contracts';
import type { Bar, CommandCall, States } from '@tabularium/event-store';
import { SYSTEM_ID } from '@tabularium/identity';
import { refuse, type LocalDate, type Reading, type Refusal } from '@tabularium/kernel';
import {
  actsOn,
  keptFrom,
  personsOf,
  policyVersions,
  segregationOn,
  SEGREGATION_POLICY,
  type Acts,
  type DutyRule,
  type KeptFrom,
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

  /** The policy is pinned where a rule in force names the command, and only there. Throws what `readStream` throws. */
  readonly barred: Bar = async (category, call) => {
    const reading = this.acts.get(category);
    if (!reading || call.actor.id === SYSTEM_ID) return undefined;
    const { state } = await this.states.reading(policyVersions, SEGREGATION_POLICY);
    if (state.versions.length === 0) return undefined;
    const named = (policy: PolicyVersions, today: LocalDate) => rulesNaming(call.command, reading, policy, today);
    return async (read, today) => {
      if (named(state, today).rules.length === 0) return undefined;
      const { version, rules } = named(await read(policyVersions, SEGREGATION_POLICY), today);
      const { state: acts } = await this.states.reading(reading, call.id);
      return refusal(keptFrom(rules, acts), call, version);
    };
  };
}

function refusal(kept: readonly KeptFrom[], { actor }: CommandCall, version: number | undefined): Refusal | undefined {
  const acting = personsOf(actor);
  const found = kept.find(({ personId }) => acting.includes(personId));
  if (!found) return undefined;
  const { rule, personId } = found;
  return refuse('SOD_POLICY', { ruleId: rule.ruleId, version, eventType: rule.eventType, personId });
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
