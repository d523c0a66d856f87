import type { Steps, ViewEvent } from '@tabularium/read-store';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProjectEvents } from '../contract/project.contract';
import { componentKeys } from './component-keys';
import { isOlderReturn } from './legacy-order';
import type { ProjectRow } from './project-columns';

type ProjectView = ProjectEvents & PortfolioEvents;
type Of<T extends keyof ProjectView> = ViewEvent<ProjectView[T]>;

/** The steps every view of projects shares. `blank` is a row of the view with nothing in it. */
export const projectSteps = <R extends ProjectRow>(blank: R) =>
  ({
    ...registeringSteps(blank),
    ...legacySteps(blank),
    ...componentSteps<R>(),
    ...accountableSteps<R>(),
    ...phaseSteps<R>(),
  }) satisfies Steps<R, ProjectView>;

const registeringSteps = <R extends ProjectRow>(blank: R) => ({
  ProjectRegistered: (row: R | null, { entityId, data }: Of<'ProjectRegistered'>): R => ({
    ...(row ?? blank),
    project: entityId,
    name: data.name,
    portfolio: data.portfolioId,
    programme: data.programmeId ?? null,
    unit: data.unit,
    tier: data.tier,
    category: data.category ?? row?.category ?? null,
    phase: 'REGISTERED',
    removed: false,
    startsOn: data.startsOn ?? row?.startsOn ?? null,
    endsOn: data.endsOn ?? row?.endsOn ?? null,
  }),
});

/**
 * What was registered here stands above what earlier records say of it; those of older returns never stand above those
 * of newer ones.
 */
const legacySteps = <R extends ProjectRow>(blank: R) => ({
  LegacyProfileReported: (row: R | null, { entityId, data }: Of<'LegacyProfileReported'>): R | null => {
    if (row && isOlderReturn(row, data)) return row;
    const { source, returnOn } = data;
    if (row && (row.tier || row.removed)) return { ...row, source, returnOn };
    return {
      ...(row ?? blank),
      project: entityId,
      name: data.name,
      portfolio: data.portfolioId,
      programme: data.programmeId ?? null,
      unit: data.unit ?? null,
      category: data.category ?? null,
      phase: 'ASSERTED',
      startsOn: data.startsOn ?? null,
      endsOn: data.endsOn ?? null,
      source,
      returnOn,
    };
  },
  LegacyCostReported: (row: R | null, { data }: Of<'LegacyCostReported'>) =>
    row && {
      ...row,
      wholeLifeCost: data.wholeLifeCost ?? null,
      yearBaseline: data.yearBaseline ?? null,
      yearForecast: data.yearForecast ?? null,
      benefits: data.benefits ?? null,
    },
  LegacyAbsenceReported: (row: R | null, { data }: Of<'LegacyAbsenceReported'>) =>
    row && (row.tier || row.removed || row.source !== data.source || isOlderReturn(row, data)) ? row : null,
  /** A record without a rating withholds that of its own assessor only. */
  DeliveryConfidenceAssessed: (row: R | null, { data }: Of<'DeliveryConfidenceAssessed'>) =>
    row && (data.rating || row.confidenceAssessor === data.assessor || !row.confidenceAssessor)
      ? {
          ...row,
          confidence: data.rating ?? null,
          confidenceScale: data.scale,
          confidenceAssessor: data.assessor,
        }
      : row,
});

const componentSteps = <R extends ProjectRow>() => ({
  ComponentAdmitted: {
    keys: componentKeys('PROJECT'),
    step: (row: R | null, { data }: Of<'ComponentAdmitted'>) =>
      row && { ...row, category: data.category ?? row.category },
  },
  ComponentRemoved: {
    keys: componentKeys('PROJECT'),
    step: (row: R | null) => row && { ...row, removed: true },
  },
});

/** Name, place, people and dates. */
const accountableSteps = <R extends ProjectRow>() => ({
  SponsorAssigned: (row: R | null, { data }: Of<'SponsorAssigned'>) => row && { ...row, sponsor: data.personId },
  ProjectManagerAssigned: (row: R | null, { data }: Of<'ProjectManagerAssigned'>) =>
    row && { ...row, manager: data.personId },
  ScheduleReforecast: (row: R | null, { data }: Of<'ScheduleReforecast'>) => row && { ...row, endsOn: data.endsOn },
  ProjectRenamed: (row: R | null, { data }: Of<'ProjectRenamed'>) => row && { ...row, name: data.name },
  ProjectTransferred: (row: R | null, { data }: Of<'ProjectTransferred'>) => row && { ...row, unit: data.unit },
  ProjectAdmittedToProgramme: (row: R | null, { data }: Of<'ProjectAdmittedToProgramme'>) =>
    row && { ...row, programme: data.programmeId },
  ProjectReleasedFromProgramme: (row: R | null) => row && { ...row, programme: null },
});

const phaseSteps = <R extends ProjectRow>() => ({
  ProjectApproved: (row: R | null, { data: { startsOn, endsOn } }: Of<'ProjectApproved'>) =>
    row && { ...row, phase: 'APPROVED', startsOn, endsOn },
  StageStarted: (row: R | null, { data: { stage, name } }: Of<'StageStarted'>) =>
    row && { ...row, phase: 'IN_STAGE', stage, stageName: name },
  StageCompleted: (row: R | null) => row && { ...row, phase: 'BETWEEN_STAGES' },
  ProjectPlacedOnHold: (row: R | null) => row && { ...row, phase: 'ON_HOLD', heldPhase: row.phase },
  ProjectResumed: (row: R | null) => row && { ...row, phase: row.heldPhase, heldPhase: null },
  ProjectClosureRequested: (row: R | null) => row && { ...row, phase: 'CLOSING' },
  ProjectClosed: (row: R | null, { data }: Of<'ProjectClosed'>) =>
    row && { ...row, phase: 'CLOSED', endsOn: data.finishedOn },
  ProjectTerminated: (row: R | null) => row && { ...row, phase: 'TERMINATED', heldPhase: null },
});
