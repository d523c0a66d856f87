import type { Read } from '@tabularium/http';
import type { LocalDate } from '@tabularium/kernel';
import { policyOn, policyVersions } from '@tabularium/organisation/contract';
import { approversOf, document } from './domain/document.decider';
import type { DecisionItem } from './domain/decision-item.state';
import { approvalKey, type RequiredPaper, type RequiredPapers } from './domain/required-papers';

/**
 * The policy that names them. Its rules are called `<matter type>.<kind of paper>`; the value is the lowest version that
 * will do, and the evidence APPROVED asks for one that was approved.
 */
const PAPERS_POLICY = 'REQUIRED_DOCUMENTS';
const APPROVED = 'APPROVED';

/** Papers that matters need by the version in force on the day; undefined = none is. */
export async function requiredPapers(
  read: Read,
  today: LocalDate,
  matter: Pick<DecisionItem, 'matterType' | 'papers'>,
): Promise<RequiredPapers | undefined> {
  const policy = policyOn(await read(policyVersions, PAPERS_POLICY), today);
  if (!policy) return undefined;
  const rules = policy.rules.map(({ ruleId, value = '0', evidence }) => {
    const [matterType = '', kind = ''] = ruleId.split('.');
    return { matterType, kind, leastVersion: value, approved: evidence === APPROVED };
  });
  return { version: policy.version, rules, approvers: await approversFor(read, rules, matter) };
}

/** Only documents of which approval is asked are read, and pinned. */
async function approversFor(
  read: Read,
  rules: readonly RequiredPaper[],
  { matterType, papers }: Pick<DecisionItem, 'matterType' | 'papers'>,
): Promise<RequiredPapers['approvers']> {
  const kinds = new Set(
    rules.filter((rule) => rule.approved && rule.matterType === matterType).map(({ kind }) => kind),
  );
  const asked = papers.filter(({ kind }) => kind !== undefined && kinds.has(kind));
  const found = asked.map(
    async (paper) => [approvalKey(paper), approversOf(await read(document, paper.documentId), paper)] as const,
  );
  return Object.fromEntries(await Promise.all(found));
}
