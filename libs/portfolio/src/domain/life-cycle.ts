import { refuse, type Refusal } from '@tabularium/kernel';
import { builtInStages, LIFE_CYCLES, stageOf, type Stages } from '../contract/life-cycles';
import type { ProjectEvents, ProjectRefusal } from '../contract/project.contract';
import type { Project } from './project.state';
import { sameData } from './same-data';

/** What the version of the policy LIFE_CYCLE that is in force defines, by life cycle. */
export interface LifeCyclesInForce {
  readonly version: number;
  readonly stages: ReadonlyMap<string, Stages>;
}

type Chosen = Pick<ProjectEvents['ProjectRegistered'], 'stages' | 'policyVersion'>;
type Moved = ProjectEvents['PolicyTransitionApplied'];

/** What the registration says of its stages: nothing where they are built in. The policy stands above what is built in. */
export function chosenStages(
  lifeCycle: string,
  inForce: LifeCyclesInForce | undefined,
): Chosen | Refusal<ProjectRefusal> {
  const stages = inForce?.stages.get(lifeCycle);
  if (inForce && stages) return { stages, policyVersion: inForce.version };
  if (builtInStages(lifeCycle)) return {};
  const known = [...new Set([...LIFE_CYCLES, ...(inForce?.stages.keys() ?? [])])].sort();
  return refuse('LIFE_CYCLE_UNKNOWN', { lifeCycle, known });
}

/** Undefined: the project has them already. What has started, or was decided at gates, is not made to be otherwise. */
export function movedStages(
  toVersion: number,
  { lifeCycle = '', policyVersion, stages: from, stage: started }: Project,
  { lifeCycles, settled }: { readonly lifeCycles?: LifeCyclesInForce; readonly settled: number },
): Moved | Refusal<ProjectRefusal> | undefined {
  const stages = lifeCycles?.stages.get(lifeCycle);
  if (!lifeCycles || !stages) return refuse('LIFE_CYCLE_NOT_IN_POLICY', { lifeCycle });
  if (lifeCycles.version !== toVersion)
    return refuse('VERSION_NOT_IN_FORCE', { toVersion, inForce: lifeCycles.version });
  const fixed = Math.max(started, settled);
  const stage = firstChanged(from, stages);
  if (stage && stage <= fixed) return refuse('TRANSITION_REWRITES_PAST', { settled: fixed, toVersion, stage });
  if (!stage && policyVersion === toVersion) return undefined;
  return { ...(policyVersion ? { fromVersion: policyVersion } : {}), toVersion, lifeCycle, stages };
}

/** The first stage, from 1, that is not the same in both; undefined = all are. */
function firstChanged(from: Stages, to: Stages): number | undefined {
  const numbers = Array.from({ length: Math.max(from.length, to.length) }, (_, at) => at + 1);
  return numbers.find((n) => !sameData(stageOf(from, n), stageOf(to, n)));
}
