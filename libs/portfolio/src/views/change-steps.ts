import type { ChangeRequestEvents } from '@tabularium/control/contract';
import type { Steps, StepWithKeys } from '@tabularium/read-store';

interface WithChanges {
  readonly openChanges: readonly string[] | null;
}

interface OfProject {
  readonly projectId: string;
}

/** Which changes of a project are open: raised and not rejected, merged, withdrawn or made. */
export function changeSteps<R extends WithChanges>() {
  const step = (
    after: (open: readonly string[], changeId: string) => readonly string[],
  ): StepWithKeys<R, OfProject> => ({
    keys: ({ data }) => [data.projectId],
    step: (row, { entityId }) => row && { ...row, openChanges: after(row.openChanges ?? [], entityId) },
  });
  const opens = step((open, changeId) => [...new Set([...open, changeId])].sort());
  const settles = step((open, changeId) => open.filter((other) => other !== changeId));
  return {
    ChangeRequested: opens,
    ChangeRejected: settles,
    ChangeMerged: settles,
    ChangeWithdrawn: settles,
    ChangeImplemented: settles,
  } satisfies Steps<R, ChangeRequestEvents>;
}
