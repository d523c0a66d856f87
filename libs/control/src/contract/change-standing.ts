import type { Reading } from '@tabularium/kernel';
import type { ChangeRequestEvents } from './change-request.contract';
import { changeIdOf, type ChangeStage } from './vocabulary';

/** Where one change request stands; no stage = it was never raised. */
export interface ChangeStanding {
  readonly stage?: ChangeStage;
}

const at = (stage: ChangeStage) => (): ChangeStanding => ({ stage });

/** For rules of other aggregates: `read(changeStanding, 'PRJ-2026-0003.CR-01')`. */
export const changeStanding: Reading<ChangeStanding, ChangeRequestEvents> = {
  category: 'changeRequest',
  initial: {},
  evolve: {
    ChangeRequested: at('SUBMITTED'),
    ChangeTriaged: at('ASSESSING'),
    ChangeImpactAssessed: at('ASSESSED'),
    ChangeSubmitted: at('WAITING_FOR_APPROVAL'),
    ChangePostponed: at('POSTPONED'),
    ChangeApproved: at('APPROVED'),
    ChangeRejected: at('REJECTED'),
    ChangeMerged: at('MERGED'),
    ChangeWithdrawn: at('WITHDRAWN'),
    ChangeImplemented: at('IMPLEMENTED'),
    ChangeOutcomeVerified: at('VERIFIED'),
  },
};

const APPROVED: ReadonlySet<ChangeStage> = new Set<ChangeStage>(['APPROVED', 'IMPLEMENTED', 'VERIFIED']);
const SETTLED: ReadonlySet<ChangeStage> = new Set<ChangeStage>([
  'IMPLEMENTED',
  'VERIFIED',
  'REJECTED',
  'MERGED',
  'WITHDRAWN',
]);

/** Approved, and possibly made since. */
export const isApproved = ({ stage }: ChangeStanding): boolean => stage !== undefined && APPROVED.has(stage);

/** Raised and not settled: undecided, postponed, or approved and not yet made. */
export const isOpen = ({ stage }: ChangeStanding): boolean => stage !== undefined && !SETTLED.has(stage);

/**
 * Ids of the open change requests of a project. Codes follow each other without gaps, so the walk ends at the first
 * code nobody raised. `standingOf`: `(id) => read(changeStanding, id)`.
 */
export async function openChanges(
  standingOf: (changeId: string) => Promise<ChangeStanding>,
  projectId: string,
): Promise<readonly string[]> {
  const open: string[] = [];
  for (let n = 1; ; n++) {
    const id = changeIdOf(projectId, n);
    const standing = await standingOf(id);
    if (!standing.stage) return open;
    if (isOpen(standing)) open.push(id);
  }
}
