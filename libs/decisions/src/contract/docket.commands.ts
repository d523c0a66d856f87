import { Command, Id } from '@tabularium/contracts';

@Command({ summary: 'Note that a matter lies before the body', allow: ['SYSTEM'] })
export class TakeUpMatter {
  @Id({ to: 'decisionItem' }) readonly itemId!: string;
}

@Command({ summary: 'Note that a matter lies before the body no more', allow: ['SYSTEM'] })
export class LayDownMatter {
  @Id({ to: 'decisionItem' }) readonly itemId!: string;
}
