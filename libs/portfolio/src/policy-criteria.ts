import type { Read } from '@tabularium/http';
import type { LocalDate } from '@tabularium/kernel';
import { policyOn, policyVersions } from '@tabularium/organisation/contract';
import type { PolicyCriteria } from './domain/gate-criteria';

/** The policy that names them. Its rules are called `<life cycle>.<gate>.<criterion>`; the value OPTIONAL makes one so. */
const CRITERIA_POLICY = 'GATE_CRITERIA';
/** Characters of a criterion; the policy holds the whole text. */
const LONGEST = 500;

/** What the version in force on the day asks of a gate; undefined = none is in force. */
export async function policyCriteria(
  read: Read,
  today: LocalDate,
  lifeCycle: string,
  gate: string,
): Promise<PolicyCriteria | undefined> {
  const policy = policyOn(await read(policyVersions, CRITERIA_POLICY), today);
  if (!policy) return undefined;
  const prefix = `${lifeCycle}.${gate}.`;
  const rules = policy.rules.filter(({ ruleId }) => ruleId.startsWith(prefix));
  const criteria = rules.map(({ ruleId, text, value }) => ({
    id: ruleId.slice(prefix.length),
    text: text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text,
    mandatory: value !== 'OPTIONAL',
  }));
  return { version: policy.version, criteria };
}
