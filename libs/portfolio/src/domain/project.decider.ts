import { correct, fact, limitText, refuse, type Context, type Decider, type Decision } from '@tabularium/kernel';
import { gateBefore, stageOf } from '../contract/life-cycles';
import type { ProjectCommands, ProjectEvents, ProjectRefusal } from '../contract/project.contract';
import { isOnScale } from '../contract/vocabulary';
import { legacyDecide } from './legacy';
import { chosenStages, movedStages, type LifeCyclesInForce } from './life-cycle';
import { evolveProject } from './project.evolve';
import { noProject, type Phase, type Project } from './project.state';

/** What rules about a project must be sure of from other streams. */
export type ProjectFacts = {
  /** `programmeOpen` is asked for only when the registration names a programme. */
  readonly RegisterProject: {
    readonly portfolioExists: boolean;
    readonly programmeOpen?: boolean;
    readonly lifeCycles?: LifeCyclesInForce;
  };
  /** `settled`: the last stage before which a gate is open or decided; 0 = none. */
  readonly ApplyPolicyTransition: { readonly lifeCycles?: LifeCyclesInForce; readonly settled: number };
  readonly AdmitToProgramme: { readonly programmeOpen: boolean };
  readonly StartStage: { readonly passed: boolean };
  readonly CloseProject: { readonly open: readonly string[] };
};

type Decided = Decision<ProjectEvents, ProjectRefusal>;

export const project: Decider<Project, ProjectCommands, ProjectEvents, ProjectRefusal, ProjectFacts> = {
  category: 'project',
  initial: noProject,
  evolve: evolveProject,
  decide: {
    RegisterProject: (command, state, { facts }) => {
      if (state.phase !== 'absent' && state.phase !== 'asserted') return refuse('PROJECT_EXISTS');
      if (!facts.portfolioExists) return refuse('PORTFOLIO_NOT_OPEN', { portfolioId: command.portfolioId });
      if (command.programmeId && !facts.programmeOpen) return noProgramme(command.programmeId);
      if (reversed(command)) return refuse('DATES_REVERSED');
      const chosen = chosenStages(command.lifeCycle, facts.lifeCycles);
      return 'refused' in chosen ? chosen : [fact('ProjectRegistered', { ...command, ...chosen })];
    },

    ApplyPolicyTransition: ({ toVersion }, state, { authority, facts }) => {
      if (authority.basis !== 'DECISION') return refuse('DECISION_NEEDED');
      return whenAlive(state, () => {
        const moved = movedStages(toVersion, state, facts);
        if (!moved) return [];
        return 'refused' in moved ? moved : [fact('PolicyTransitionApplied', moved)];
      });
    },

    AssignSponsor: ({ personId }, state) => {
      if (state.sponsor === personId) return [];
      if (state.manager === personId) return refuse('SOD_SPONSOR_PM');
      return whenAlive(state, () => [fact('SponsorAssigned', { personId })]);
    },

    AssignProjectManager: (command, state) => {
      if (state.manager === command.personId) return [];
      if (state.sponsor === command.personId) return refuse('SOD_SPONSOR_PM');
      const from = state.manager ? { from: state.manager } : {};
      return whenAlive(state, () => [fact('ProjectManagerAssigned', { ...command, ...from })]);
    },

    ApproveProject: (command, state, context) =>
      whenIn(state, ['registered'], () => {
        if (!state.sponsor) return refuse('SPONSOR_MISSING');
        if (reversed(command)) return refuse('DATES_REVERSED');
        if (isParty(state, context.actor.id)) return refuse('SOD_SELF_APPROVAL');
        if (!context.authority.covers(command.authorisedTotal)) return exceeded(context);
        return [fact('ProjectApproved', { ...command, approvedBy: context.actor.id })];
      }),

    StartStage: ({ stage }, state, { facts }) =>
      whenIn(state, ['approved', 'betweenStages'], () => {
        const next = stageOf(state.stages, state.stage + 1);
        if (!next || stage !== state.stage + 1) return refuse('STAGE_OUT_OF_ORDER', { next: state.stage + 1 });
        const gate = gateBefore(state.stages, stage);
        if (gate && !facts.passed) return refuse('GATE_NOT_PASSED', { gate, stage });
        return [fact('StageStarted', { stage, name: next.name })];
      }),

    CompleteStage: ({ stage }, state) =>
      whenIn(state, ['inStage'], () =>
        stage === state.stage
          ? [fact('StageCompleted', { stage })]
          : refuse('STAGE_OUT_OF_ORDER', { next: state.stage }),
      ),

    ReforecastSchedule: ({ endsOn, reason }, state) =>
      whenAlive(state, () => {
        if (state.endsOn === endsOn) return [];
        const from = state.endsOn ? { from: state.endsOn } : {};
        return [fact('ScheduleReforecast', { ...from, endsOn, reason }, { reason })];
      }),

    RenameProject: ({ name, reason }, state) =>
      whenAlive(state, () =>
        state.name === name ? [] : [fact('ProjectRenamed', { from: state.name, name, reason }, { reason })],
      ),

    TransferProject: ({ unit, reason }, state) =>
      whenAlive(state, () =>
        state.unit === unit ? [] : [fact('ProjectTransferred', { from: state.unit, unit, reason }, { reason })],
      ),

    AdmitToProgramme: ({ programmeId }, state, { facts }) =>
      whenAlive(state, () => {
        if (state.programmeId === programmeId) return [];
        if (state.programmeId) return refuse('IN_OTHER_PROGRAMME', { programmeId: state.programmeId });
        if (!facts.programmeOpen) return noProgramme(programmeId);
        return [fact('ProjectAdmittedToProgramme', { programmeId })];
      }),

    ReleaseFromProgramme: ({ reason }, state) =>
      whenAlive(state, () => {
        const { programmeId } = state;
        if (!programmeId) return refuse('IN_NO_PROGRAMME');
        return [fact('ProjectReleasedFromProgramme', { programmeId, reason }, { reason })];
      }),

    PlaceOnHold: (command, state) =>
      whenIn(state, ['approved', 'inStage', 'betweenStages'], () => [
        fact('ProjectPlacedOnHold', command, { reason: command.reason }),
      ]),

    ResumeProject: (command, state) =>
      whenIn(state, ['onHold'], () => [fact('ProjectResumed', command, { reason: command.reason })]),

    RequestClosure: (command, state) =>
      whenIn(state, ['inStage', 'betweenStages'], () => [fact('ProjectClosureRequested', command)]),

    CloseProject: (command, state, context) =>
      whenIn(state, ['closing'], () => {
        if (isParty(state, context.actor.id)) return refuse('SOD_SELF_APPROVAL');
        if (context.facts.open.length > 0) return refuse('CLOSURE_BLOCKED', { open: context.facts.open });
        if (!context.authority.covers(command.finalCost)) return exceeded(context);
        return [fact('ProjectClosed', { ...command, endReport: state.endReport ?? '' })];
      }),

    TerminateProject: (command, state, context) =>
      whenIn(state, ['registered', 'approved', 'inStage', 'betweenStages', 'onHold', 'closing'], () => {
        if (isParty(state, context.actor.id)) return refuse('SOD_SELF_APPROVAL');
        if (!context.authority.covers(command.sunkCost)) return exceeded(context);
        return [fact('ProjectTerminated', command, { reason: command.reason })];
      }),

    AssessDeliveryConfidence: ({ effectiveOn, ...assessed }, state, { actor, today, dayOf }) =>
      whenAlive(state, () => {
        const registeredOn = state.registeredAt && dayOf(state.registeredAt);
        if (!isOnScale(assessed.scale, assessed.rating)) return refuse('RATING_NOT_ON_SCALE', assessed);
        if (effectiveOn && effectiveOn > today) return refuse('EFFECTIVE_IN_FUTURE');
        if (effectiveOn && registeredOn && effectiveOn < registeredOn)
          return refuse('BEFORE_REGISTRATION', { registeredOn });
        return [
          fact('DeliveryConfidenceAssessed', { assessor: actor.id, ...assessed }, effectiveOn ? { effectiveOn } : {}),
        ];
      }),

    CorrectDeliveryConfidence: ({ assessmentEventId, reason, ...shouldBe }, state) => {
      const stands = state.assessments[assessmentEventId];
      if (!stands) return refuse('ASSESSMENT_NOT_FOUND');
      if (!isOnScale(stands.scale as never, shouldBe.rating))
        return refuse('RATING_NOT_ON_SCALE', { rating: shouldBe.rating, scale: stands.scale });
      const was = stands.data;
      return [
        correct(
          {
            correctsEventId: assessmentEventId,
            factType: 'DeliveryConfidenceAssessed',
            was,
            shouldBe: { ...was, ...shouldBe },
            reason,
          },
          { reason },
        ),
      ];
    },

    ...legacyDecide,
  },
};

const reversed = ({ startsOn, endsOn }: { readonly startsOn?: string; readonly endsOn?: string }): boolean =>
  startsOn !== undefined && endsOn !== undefined && endsOn < startsOn;

const isParty = (state: Project, person: string): boolean =>
  [state.registeredBy, state.sponsor, state.manager].includes(person);

const exceeded = ({ authority }: Context): Decided => refuse('AUTHORITY_EXCEEDED', { limit: limitText(authority) });

const noProgramme = (programmeId: string): Decided => refuse('PROGRAMME_NOT_OPEN', { programmeId });

const whenAlive = (state: Project, decide: () => Decided): Decided =>
  whenIn(state, ['registered', 'approved', 'inStage', 'betweenStages', 'onHold', 'closing'], decide);

function whenIn(state: Project, phases: readonly Phase[], decide: () => Decided): Decided {
  if (state.phase === 'absent') return refuse('PROJECT_NOT_FOUND');
  if (!phases.includes(state.phase)) return refuse('NOT_IN_PHASE', { phase: state.phase, needed: phases.join(' or ') });
  return decide();
}
