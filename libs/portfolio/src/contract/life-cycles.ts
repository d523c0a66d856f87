import { Id, Text } from '@tabularium/contracts';

/** A stage of a life cycle. */
export class LifeCycleStage {
  @Text({ max: 100 }) readonly name!: string;
  @Id({ optional: true, about: 'The gate to pass before it starts' }) readonly gate?: string;
}

/** In order; the first is number 1. */
export type Stages = readonly LifeCycleStage[];

export const MOST_STAGES = 20;

/** Those a project can follow without a policy; a version is never edited, a new one is added. */
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
} as const satisfies Readonly<Record<string, Stages>>;

export type LifeCycleId = keyof typeof lifeCycles;
export const LIFE_CYCLES = Object.keys(lifeCycles) as readonly LifeCycleId[];

/** Undefined: no life cycle of this name is built in. */
export const builtInStages = (lifeCycle: string): Stages | undefined =>
  new Map<string, Stages>(Object.entries(lifeCycles)).get(lifeCycle);

/** The stages a project was registered with. Only those that a policy defined stand in the event. */
export const registeredStages = ({
  lifeCycle,
  stages,
}: {
  readonly lifeCycle: string;
  readonly stages?: Stages;
}): Stages => stages ?? builtInStages(lifeCycle) ?? [];

/** Undefined for stages that are not among them. */
export const stageOf = (stages: Stages, stage: number): LifeCycleStage | undefined => stages[stage - 1];

/** The gate before a stage, if there is one. */
export const gateBefore = (stages: Stages, stage: number): string | undefined => stageOf(stages, stage)?.gate;

/** Where a gate stands: the stage it lets start and the gate before it, if any; undefined = no such gate. */
export function gatePlace(
  stages: Stages,
  gate: string,
): { readonly stage: number; readonly previous?: string } | undefined {
  const at = stages.findIndex((stage) => stage.gate === gate);
  if (at < 0) return undefined;
  const previous = stages.slice(0, at).findLast((stage) => stage.gate)?.gate;
  return previous ? { stage: at + 1, previous } : { stage: at + 1 };
}
