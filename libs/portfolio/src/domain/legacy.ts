import type { Decider, Fold } from '@tabularium/kernel';
import type { ProjectCommands, ProjectEvents, ProjectRefusal } from '../contract/project.contract';
import type { Project } from './project.state';

type Decide = Decider<Project, ProjectCommands, ProjectEvents, ProjectRefusal>['decide'];
type Evolve = Fold<Project, ProjectEvents>['evolve'];

export const legacyDecide: Pick<Decide, 'AssertLegacyFacts' | 'ReportLegacyAbsence'> = {
  AssertLegacyFacts: () => [],
  ReportLegacyAbsence: () => [],
};

const keep = (state: Project): Project => state;

export const legacyEvolve: Pick<
  Evolve,
  | 'LegacyProfileReported'
  | 'LegacyCostReported'
  | 'LegacyMilestoneReported'
  | 'LegacyApprovalReported'
  | 'LegacyAbsenceReported'
  | 'DeliveryConfidenceAssessed'
> = {
  LegacyProfileReported: keep,
  LegacyCostReported: keep,
  LegacyMilestoneReported: keep,
  LegacyApprovalReported: keep,
  LegacyAbsenceReported: keep,
  DeliveryConfidenceAssessed: keep,
};
