import { Event, Id, Int, MoneyField } from '@tabularium/contracts';
import type { Money } from '@tabularium/kernel';

@Event({ summary: 'A change was about to use some of the tolerances of its project' })
export class ToleranceClaimed {
  @Id({ to: 'changeRequest' }) readonly changeId!: string;
  @Int({ max: 1_000_000_000, about: 'Revision of the change; once it has moved on, the claim is settled' })
  readonly revision!: number;
  @MoneyField() readonly cost!: Money;
  @Int({ min: -10_000, max: 10_000 }) readonly days!: number;
}
