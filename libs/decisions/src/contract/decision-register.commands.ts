import { Command, Id, OneOf, Text } from '@tabularium/contracts';
import { OUTCOMES, type Outcome } from './vocabulary';

@Command({ summary: 'Enter a decision; its place is its number', allow: ['SYSTEM'] })
export class EnterInRegister {
  @Id({ to: 'decisionItem' }) readonly itemId!: string;
  @Id() readonly matterType!: string;
  @Text() readonly subject!: string;
  @OneOf(OUTCOMES) readonly outcome!: Outcome;
}
