import { Id, OneOf, Text } from '@tabularium/contracts';

export const POLICY_KINDS = [
  'LIFE_CYCLE',
  'GATE_CRITERIA',
  'RAG_THRESHOLDS',
  'TOLERANCES',
  'SCORING',
  'REQUIRED_DOCUMENTS',
  'SEGREGATION_OF_DUTIES',
] as const;

export type PolicyKind = (typeof POLICY_KINDS)[number];

export const PolicyKindField = (): PropertyDecorator => OneOf(POLICY_KINDS);

/** One rule of a policy, in words and, where a figure belongs to it, with its value. */
export class PolicyRule {
  @Id({ about: 'Unique within the policy' }) readonly ruleId!: string;
  @Text({ max: 2000 }) readonly text!: string;
  @Text({ max: 200, optional: true, about: 'Figure or choice the rule fixes' }) readonly value?: string;
  @Text({ max: 200, optional: true, about: 'Kind of evidence that shows it; required of gate criteria' })
  readonly evidence?: string;
  @Text({ max: 2000, optional: true, about: 'How to tell whether it is met; required of gate criteria' })
  readonly test?: string;
}
