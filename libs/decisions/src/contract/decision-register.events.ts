import { Event, Id, Int, OneOf, Text } from '@tabularium/contracts';
import { OUTCOMES, type Outcome } from './vocabulary';

@Event({ summary: 'A decision was entered in the register' })
export class DecisionEntered {
  @Int({ min: 1, about: 'Place in the register' }) readonly entry!: number;
  @Id() readonly decisionNo!: string;
  @Id({ to: 'decisionItem' }) readonly itemId!: string;
  @Id() readonly matterType!: string;
  @Text() readonly subject!: string;
  @OneOf(OUTCOMES) readonly outcome!: Outcome;
}
