import { DIRECTOR } from './people';
/** Who decides an amount (pounds) without being a party: the lowest who may. */
export function deciderOf(amount: number, sponsor: string): string {
  if (amount <= 2_000_000) return 'd.osei';
  if (amount <= 5_000_000) return 'm.halloran';
  return sponsor === 'n.castellan' ? DIRECTOR : 'n.castellan';
}
