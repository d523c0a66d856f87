import type { Read } from '@tabularium/http';
import type { LocalDate } from '@tabularium/kernel';
import { policyOn, policyVersions } from '@tabularium/organisation/contract';
import type { RequiredPapers } from './domain/required-papers';

/**
 * The policy that names them. Its rules are called `<matter type>.<kind of paper>`; the value is the lowest version that
 * will do.
 */
const PAPERS_POLICY = 'REQUIRED_DOCUMENTS';

/** Papers that matters need by the version in force on the day; undefined = none is. */
export async function requiredPapers(read: Read, today: LocalDate): Promise<RequiredPapers | undefined> {
  const policy = policyOn(await read(policyVersions, PAPERS_POLICY), today);
  if (!policy) return undefined;
  const rules = policy.rules.map(({ ruleId, value = '0' }) => {
    const [matterType = '', kind = ''] = ruleId.split('.');
    return { matterType, kind, leastVersion: value };
  });
  return { version: policy.version, rules };
}
