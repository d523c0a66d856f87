import type { Fold } from '@tabularium/kernel';
import { registeredStages } from '../contract/life-cycles';
import type { ProjectEvents } from '../contract/project.contract';
import { legacyEvolve } from './legacy';
import type { Project } from './project.state';

/** How each event changes what the rules of a project read. */
export const evolveProject: Fold<Project, ProjectEvents>['evolve'] = {
  ProjectRegistered: (state, data, { actor, recordedAt }) => ({
    ...inProgramme(state, data.programmeId),
    phase: 'registered',
    name: data.name,
    unit: data.unit,
    portfolioId: data.portfolioId,
    lifeCycle: data.lifeCycle,
    stages: registeredStages(data),
    ...(data.policyVersion ? { policyVersion: data.policyVersion } : {}),
    registeredBy: actor.id,
    registeredAt: recordedAt,
    ...(data.endsOn ? { endsOn: data.endsOn } : {}),
  }),
  PolicyTransitionApplied: (state, { toVersion, stages }) => ({ ...state, stages, policyVersion: toVersion }),
  SponsorAssigned: (state, { personId }) => ({ ...state, sponsor: personId }),
  ProjectManagerAssigned: (state, { personId }) => ({ ...state, manager: personId }),
  ProjectApproved: (state, { endsOn }) => ({ ...state, phase: 'approved', endsOn }),
  StageStarted: (state, { stage }) => ({ ...state, phase: 'inStage', stage }),
  StageCompleted: (state) => ({ ...state, phase: 'betweenStages' }),
  ScheduleReforecast: (state, { endsOn }) => ({ ...state, endsOn }),
  ProjectRenamed: (state, { name }) => ({ ...state, name }),
  ProjectTransferred: (state, { unit }) => ({ ...state, unit }),
  ProjectAdmittedToProgramme: (state, { programmeId }) => inProgramme(state, programmeId),
  ProjectReleasedFromProgramme: (state) => inProgramme(state, undefined),
  ProjectPlacedOnHold: (state) => ({ ...state, phase: 'onHold', held: state.phase }),
  ProjectResumed: (state) => ({ ...state, phase: state.held ?? 'approved' }),
  ProjectClosureRequested: (state, { endReport }) => ({ ...state, phase: 'closing', endReport }),
  ProjectClosed: (state) => ({ ...state, phase: 'closed' }),
  ProjectTerminated: (state) => ({ ...state, phase: 'terminated' }),
  ...legacyEvolve,
  LegacyProfileReported: (state, data, meta) => placed(legacyEvolve.LegacyProfileReported(state, data, meta), data),
  DeliveryConfidenceAssessed: (state, data, meta) => ({
    ...legacyEvolve.DeliveryConfidenceAssessed(state, data, meta),
    assessments: { ...state.assessments, [meta.eventId]: { scale: data.scale, data: { ...data } } },
  }),
};

function inProgramme({ programmeId: _, ...state }: Project, programmeId: string | undefined): Project {
  return programmeId ? { ...state, programmeId } : state;
}

/** An earlier record says what and where the project is until it is registered. */
function placed(state: Project, { name, unit = '', portfolioId, programmeId }: ProjectEvents['LegacyProfileReported']) {
  return state.phase === 'asserted' ? { ...inProgramme(state, programmeId), name, unit, portfolioId } : state;
}
