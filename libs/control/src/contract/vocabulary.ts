/** PRINCE2 issue types that lead to a change. */
export const CHANGE_TYPES = ['REQUEST_FOR_CHANGE', 'OFF_SPECIFICATION', 'CONCERN', 'EXTERNAL', 'OPPORTUNITY'] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** Where a change stands (PM² change log, with the verification of what came of it). */
export const CHANGE_STAGES = [
  'SUBMITTED',
  'ASSESSING',
  'ASSESSED',
  'WAITING_FOR_APPROVAL',
  'POSTPONED',
  'APPROVED',
  'IMPLEMENTED',
  'VERIFIED',
  'REJECTED',
  'MERGED',
  'WITHDRAWN',
] as const;
export type ChangeStage = (typeof CHANGE_STAGES)[number];

/** Those of the tolerance aspects that are stated in words. */
export const WORDED_ASPECTS = ['scope', 'quality', 'benefits', 'risk', 'sustainability'] as const;
export type WordedAspect = (typeof WORDED_ASPECTS)[number];

/** What must be said of the impact: the seven tolerance aspects, and what not changing would mean. 0 is an answer, blank is none. */
export const IMPACT_ASPECTS = ['cost', 'days', ...WORDED_ASPECTS, 'ifNotDone'] as const;

/** Id of the n-th change request of a project, from 1: `PRJ-2026-0003.CR-01`. */
export const changeIdOf = (projectId: string, n: number): string => `${projectId}.CR-${String(n).padStart(2, '0')}`;

/** The place of a change request among those of its project, from 1; undefined for an id of another form. */
export function changeNumberOf(changeId: string): number | undefined {
  const [projectId = '', code = ''] = changeId.split('.');
  const n = Number(/^CR-(\d{2,6})$/.exec(code)?.[1]);
  return n >= 1 && changeIdOf(projectId, n) === changeId ? n : undefined;
}
