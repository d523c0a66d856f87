import type { Money } from '@tabularium/kernel';
import type { Condition, TotalRow } from '@tabularium/read-store';

export const ofProject = (project: string | undefined): readonly Condition[] =>
  project === undefined ? [] : [{ column: 'project', is: 'in', values: [project] }];

/** A sum of money in a total; null for rows without an amount. */
export function sumIn({ group, measures }: TotalRow, measure: string): Money | null {
  const [minor, ccy] = [measures[measure], group['ccy']];
  return minor === null || minor === undefined || typeof ccy !== 'string' ? null : { minor: String(minor), ccy };
}
