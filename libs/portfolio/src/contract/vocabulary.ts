/** Assurance tiers, lightest first. */
export const TIERS = ['LIGHT', 'STANDARD', 'MAJOR'] as const;
export type Tier = (typeof TIERS)[number];

/** Rating scales. A value means nothing outside its scale. */
export const scales = {
  /** Delivery confidence in five levels (UK gateway reviews until 2021). */
  'DCA-5': ['GREEN', 'AMBER_GREEN', 'AMBER', 'AMBER_RED', 'RED'],
  /** Three levels. */
  'DCA-3': ['GREEN', 'AMBER', 'RED'],
  /** Evaluation by the chief information officer (US), 5 = low risk. */
  'CIO-5': ['5', '4', '3', '2', '1'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ScaleId = keyof typeof scales;
export const SCALES = Object.keys(scales) as readonly ScaleId[];

export const isOnScale = (scale: ScaleId, rating: string): boolean =>
  (scales[scale] as readonly string[]).includes(rating);

/** What a portfolio is made of. */
export const COMPONENT_KINDS = ['PROJECT', 'PROGRAMME'] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

/** What the assessor of a gate criterion finds. Only MET satisfies a mandatory one. */
export const CRITERION_RESULTS = ['MET', 'NOT_MET', 'NOT_APPLICABLE'] as const;
export type CriterionResult = (typeof CRITERION_RESULTS)[number];

/** What a gate decision can be. */
export const GATE_OUTCOMES = ['PASS', 'CONDITIONAL', 'REWORK', 'HOLD', 'STOP'] as const;
export type GateOutcome = (typeof GATE_OUTCOMES)[number];

/** PRECEDENT: the pass takes effect when it is discharged. SUBSEQUENT: it takes effect at once. */
export const CONDITION_KINDS = ['PRECEDENT', 'SUBSEQUENT'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];
