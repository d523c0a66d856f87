import { compare, type Money } from '@tabularium/kernel';
import type { AuthorityRow } from '../contract/portfolio.commands';

/** `LOWEST`: by the lowest competent body. `ABOVE`: by a higher one than needed. `BELOW`: by one that was not competent. */
export type Competence = 'LOWEST' | 'ABOVE' | 'BELOW' | 'NOT_ON_LADDER' | 'OTHER_CURRENCY' | 'NO_LADDER';

export interface Finding {
  readonly finding: Competence;
  readonly competent: boolean;
  readonly lowestCompetentBody?: string;
}

/** Whether a body was competent for an amount by a ladder, lowest rung first; limits are inclusive. */
export function competenceOf(body: string, amount: Money, ladder: readonly AuthorityRow[] | undefined): Finding {
  if (!ladder) return { finding: 'NO_LADDER', competent: false };
  if (ladder.some(({ upTo }) => upTo && upTo.ccy !== amount.ccy))
    return { finding: 'OTHER_CURRENCY', competent: false };
  const lowest = ladder.findIndex(({ upTo }) => !upTo || compare(amount, upTo) <= 0);
  const at = ladder.findIndex((row) => row.body === body);
  const lowestCompetentBody = ladder[lowest]?.body;
  const found = lowestCompetentBody ? { lowestCompetentBody } : {};
  if (at < 0) return { finding: 'NOT_ON_LADDER', competent: false, ...found };
  const competent = lowest >= 0 && at >= lowest;
  return { finding: !competent ? 'BELOW' : at === lowest ? 'LOWEST' : 'ABOVE', competent, ...found };
}
