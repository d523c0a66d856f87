import type { Money, Reading } from '@tabularium/kernel';
import type { ProjectEvents } from './project.contract';
import type { Tier } from './vocabulary';

/** What rules of other contexts need of a project. One that only an earlier record asserts is absent: it runs nothing here. */
export interface ProjectStanding {
  readonly life: 'absent' | 'open' | 'closed';
  readonly tier?: Tier;
  /** Total at the approval of the project; a budget may say more since. */
  readonly authorised?: Money;
  readonly sponsor?: string;
  readonly manager?: string;
}

/** `read(projectStanding, projectId)`. */
export const projectStanding: Reading<ProjectStanding, ProjectEvents> = {
  category: 'project',
  initial: { life: 'absent' },
  evolve: {
    ProjectRegistered: (state, { tier }) => ({ ...state, life: 'open', tier }),
    ProjectApproved: (state, { authorisedTotal }) => ({ ...state, authorised: authorisedTotal }),
    SponsorAssigned: (state, { personId }) => ({ ...state, sponsor: personId }),
    ProjectManagerAssigned: (state, { personId }) => ({ ...state, manager: personId }),
    ProjectClosed: (state) => ({ ...state, life: 'closed' }),
    ProjectTerminated: (state) => ({ ...state, life: 'closed' }),
  },
};
