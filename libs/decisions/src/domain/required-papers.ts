import type { Paper } from '../contract/item-parts';
import type { DecisionItem } from './decision-item.state';

/** What the policy on required documents asks of matters. */
export interface RequiredPapers {
  readonly version: number;
  readonly rules: readonly RequiredPaper[];
  /** Who approved the papers of which that is asked, by document and version in the content that lies before the body. */
  readonly approvers: Readonly<Record<string, readonly string[] | undefined>>;
}

/** A matter of the type is decided on a paper of the kind, in this version or a later one. */
export interface RequiredPaper {
  readonly matterType: string;
  readonly kind: string;
  readonly leastVersion: string;
  /** By somebody else than the proposer of the matter. */
  readonly approved: boolean;
}

export const approvalKey = ({ documentId, version, sha256 }: Paper): string => [documentId, version, sha256].join(' ');

/** The first required paper that the matter lacks, or has in too early a version. */
export const missingPaper = (
  { matterType, papers, proposer }: DecisionItem,
  required: RequiredPapers | undefined,
): RequiredPaper | undefined =>
  required?.rules.find(
    (rule) =>
      rule.matterType === matterType &&
      !papers.some((paper) => satisfies(rule, paper) && (!rule.approved || isApproved(paper, required, proposer))),
  );

const satisfies = ({ kind, leastVersion }: RequiredPaper, { kind: found, version }: Paper): boolean =>
  found === kind && isAtLeast(version, leastVersion);

const isApproved = (paper: Paper, { approvers }: RequiredPapers, proposer: string): boolean =>
  (approvers[approvalKey(paper)] ?? []).some((approver) => approver !== proposer);

/** Versions compare part by part, numbers as numbers: 1.10 is later than 1.9, and 2 is 2.0. */
export function isAtLeast(version: string, least: string): boolean {
  const [parts, others] = [version.split('.'), least.split('.')];
  const at = Array.from({ length: Math.max(parts.length, others.length) }).findIndex(
    (_, n) => compareParts(parts[n], others[n]) !== 0,
  );
  return at < 0 || compareParts(parts[at], others[at]) > 0;
}

function compareParts(one = '0', other = '0'): number {
  if (isNumber(one) && isNumber(other)) return Number(one) - Number(other);
  if (one === other) return 0;
  return one > other ? 1 : -1;
}

const isNumber = (part: string): boolean => /^\d+$/.test(part);
