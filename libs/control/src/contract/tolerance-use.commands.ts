import { Command, Id, Int, MoneyField } from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';

@Command({ summary: 'Say what a change is about to use of the tolerances of its project', allow: ['SYSTEM'] })
export class ClaimTolerance {
  @Id({ to: 'changeRequest' }) readonly changeId!: string;
  @Int({ max: 1_000_000_000, about: 'Revision of the change that is approved' }) readonly revision!: number;
  @MoneyField({ about: 'Added cost; negative = saving' }) readonly cost!: Money;
  @Int({ min: -10_000, max: 10_000, about: 'Days the finish moves; negative = earlier' }) readonly days!: number;
}
