/** Assurance tiers, lightest first. */
export const TIERS = ['LIGHT', 'STANDARD', 'MAJOR'] as const;
export type Tier = (typeof TIERS)[number];

/** Stages of a life cycle in order; `gate` is the one to pass before the stage starts. */
interface Stage {
  readonly name: string;
  readonly gate?: string;
}

/** Life cycles a project can follow; a version is never edited, a new one is added. */
export const lifeCycles = {
  'PM2-1': [
    { name: 'Initiating' },
    { name: 'Planning', gate: 'RfP' },
    { name: 'Executing', gate: 'RfE' },
    { name: 'Closing', gate: 'RfC' },
  ],
  'GATEWAY-1': [
    { name: 'Strategic outline' },
    { name: 'Outline business case', gate: 'G1' },
    { name: 'Procurement', gate: 'G2' },
    { name: 'Delivery', gate: 'G3' },
    { name: 'Operation', gate: 'G4' },
  ],
} as const satisfies Readonly<Record<string, readonly Stage[]>>;

export type LifeCycleId = keyof typeof lifeCycles;
export const LIFE_CYCLES = Object.keys(lifeCycles) as readonly LifeCycleId[];

/** The gate before stage n (from 1) of a life cycle, if there is one; undefined for stages it does not have. */
export const gateBefore = (lifeCycle: LifeCycleId, stage: number): string | undefined =>
  stageOf(lifeCycle, stage)?.gate;

export const stageOf = (lifeCycle: LifeCycleId, stage: number): Stage | undefined => lifeCycles[lifeCycle][stage - 1];

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

/** Where a gate stands in a life cycle: the stage it lets start and the gate before it, if any; undefined = no such gate. */
export function gatePlace(
  lifeCycle: LifeCycleId,
  gate: string,
): { readonly stage: number; readonly previous?: string } | undefined {
  const stages: readonly Stage[] = lifeCycles[lifeCycle];
  const at = stages.findIndex((stage) => stage.gate === gate);
  if (at < 0) return undefined;
  const previous = stages.slice(0, at).findLast((stage) => stage.gate)?.gate;
  return previous ? { stage: at + 1, previous } : { stage: at + 1 };
}
