import { Event, Id } from '@tabularium/contracts';

@Event({ summary: 'A matter came before a body' })
export class MatterTakenUp {
  @Id({ to: 'decisionItem' }) readonly itemId!: string;
}

@Event({ summary: 'A matter lies before a body no more: it is decided, withdrawn or with another body' })
export class MatterLaidDown {
  @Id({ to: 'decisionItem' }) readonly itemId!: string;
}
