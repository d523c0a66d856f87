/** Keys of what belongs to a project: the project first, so that its rows lie together. */
export const lineKey = (project: string, line: { readonly account: string; readonly period: string }): string =>
  `${project}/${line.account}/${line.period}`;

export const entryKey = (project: string, entryId: string): string => `${project}/${entryId}`;

export const periodKey = (project: string, period: string): string => `${project}/${period}`;

/** Steps sort by number: `PRJ-1/000`, `PRJ-1/001`, … */
export const stepKey = (project: string, step: number): string => `${project}/${String(step).padStart(3, '0')}`;
