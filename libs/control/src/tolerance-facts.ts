import { budgetStanding } from '@tabularium/finance/contract';
import type { Read, Revision } from '@tabularium/http';
import { ownerOf, type LocalDate, type Reading } from '@tabularium/kernel';
import { policyOn, policyVersions, toleranceRules } from '@tabularium/organisation/contract';
import { projectStanding } from '@tabularium/portfolio/contract';
import type { ChangeRequestEvents } from './contract/change-request.contract';
import { changeIdOf } from './contract/vocabulary';
import type { Stated, Tolerance } from './domain/tolerance';
import { toleranceUse, type ToleranceClaim } from './domain/tolerance-use.decider';

/** The policy that names them; `toleranceRules` says how. */
const TOLERANCES_POLICY = 'TOLERANCES';

interface Asked {
  readonly read: Read;
  readonly revision: Revision;
  readonly today: LocalDate;
}

/** What the version in force on the day tolerates of changes like this one; undefined = it, or none, says anything of them. */
export async function toleranceFor({ read, revision, today }: Asked, changeId: string): Promise<Tolerance | undefined> {
  const policy = policyOn(await read(policyVersions, TOLERANCES_POLICY), today);
  if (!policy) return undefined;
  const projectId = ownerOf(changeId);
  const project = await read(projectStanding, projectId);
  const ofTier = project.tier && toleranceRules(policy.rules).says[project.tier];
  if (!ofTier) return undefined;
  // The budget is what a revision changes; before there is one, the approval of the project stands for it.
  const authorised = (await read(budgetStanding, projectId)).authorised ?? project.authorised;
  return {
    policyVersion: policy.version,
    ...ofTier,
    ...(authorised ? { authorised } : {}),
    before: await usedBefore({ read, revision }, projectId, changeId),
    revision: await revision(approval.category, changeId),
  };
}

interface Approval {
  readonly isRaised: boolean;
  readonly stated?: Omit<Stated, 'changeId'>;
  /** A board settles what a project is to be, so what it approves uses up nothing. */
  readonly isWithoutBoard: boolean;
}

const approval: Reading<Approval, ChangeRequestEvents> = {
  category: 'changeRequest',
  initial: { isRaised: false, isWithoutBoard: false },
  evolve: {
    ChangeRequested: (state) => ({ ...state, isRaised: true }),
    ChangeImpactAssessed: (state, { cost, days }) => ({ ...state, stated: { cost, days } }),
    ChangeApproved: (state, _, { authority }) => ({ ...state, isWithoutBoard: authority.basis !== 'DECISION' }),
  },
};

/** What was claimed is read before what was approved: who claims after that has this decided anew. */
async function usedBefore({ read, revision }: Omit<Asked, 'today'>, projectId: string, changeId: string) {
  const { claims } = await read(toleranceUse, projectId);
  const unsettled = await Promise.all(
    claims.map(async (claim) => ((await revision(approval.category, claim.changeId)) <= claim.revision ? [claim] : [])),
  );
  const approved = await approvedBefore(read, projectId, changeId);
  const isOther = ({ changeId: id }: ToleranceClaim) => id !== changeId && !approved.some((one) => one.changeId === id);
  return [...approved, ...unsettled.flat().filter(isOther)];
}

/** Changes of the project approved without a board. Codes follow each other without gaps: the first that nobody raised ends the walk. */
async function approvedBefore(read: Read, projectId: string, changeId: string): Promise<readonly Stated[]> {
  const before: Stated[] = [];
  for (let n = 1; ; n++) {
    const id = changeIdOf(projectId, n);
    const { isRaised, isWithoutBoard, stated } = await read(approval, id);
    if (!isRaised) return before;
    if (isWithoutBoard && stated && id !== changeId) before.push({ changeId: id, ...stated });
  }
}
