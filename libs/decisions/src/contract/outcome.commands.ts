import { Command, Flag, Id, Int, OneOf, Text, TextList } from '@tabularium/contracts';
import { APPEAL_OUTCOMES, EFFECT_OUTCOMES, type AppealOutcome, type EffectOutcome } from './vocabulary';
import { PROPOSERS } from './who';

@Command({ summary: 'Give the decision its number from the register', allow: ['SYSTEM'] })
export class NumberDecision {
  @Id() readonly decisionNo!: string;
}

@Command({ summary: 'Let a decision take effect whose first day has come', allow: ['SYSTEM'] })
export class TakeEffect {}

@Command({ summary: 'Record what became of an authorised command', allow: ['SYSTEM'] })
export class RecordEffect {
  @Int({ min: 1 }) readonly n!: number;
  @Int({ min: 1 }) readonly attempt!: number;
  @OneOf(EFFECT_OUTCOMES) readonly outcome!: EffectOutcome;
  @TextList({ max: 500, each: 100, optional: true, about: 'Events it led to' }) readonly eventIds?: readonly string[];
  @Text({ max: 100, optional: true, about: 'Refusal code' }) readonly code?: string;
}

@Command({ summary: 'Try a failed effect again once its obstacle is gone', allow: ['PMO_DIRECTOR', 'PMO_MANAGER'] })
export class RetryEffect {
  @Text({ max: 2000, about: 'What was put right' }) readonly reason!: string;
}

@Command({ summary: 'Ratify an urgent decision: by a decision of the body', allow: ['SYSTEM'], decidable: true })
export class RatifyUrgentDecision {}

@Command({ summary: 'Let an urgent decision lapse that was not ratified in time', allow: ['SYSTEM'] })
export class LapseUrgentDecision {}

@Command({ summary: 'Put a later decision in the place of this one', allow: ['SYSTEM'], decidable: true })
export class SupersedeDecision {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Rescind the decision for what is not carried out yet', allow: ['SYSTEM'], decidable: true })
export class RescindDecision {
  @Text({ max: 2000 }) readonly reason!: string;
}

@Command({ summary: 'Appeal to the body named in the terms of reference', allow: PROPOSERS })
export class LodgeAppeal {
  @Text({ max: 4000 }) readonly grounds!: string;
  @Flag({ about: 'The decision rests until the appeal is determined' }) readonly suspensive!: boolean;
}

@Command({ summary: 'Determine an appeal: by a decision of the appeal body', allow: ['SYSTEM'], decidable: true })
export class DetermineAppeal {
  @OneOf(APPEAL_OUTCOMES) readonly outcome!: AppealOutcome;
  @Text({ max: 2000 }) readonly reason!: string;
}
