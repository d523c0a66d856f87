import type { Fold } from '@tabularium/kernel';
import type { ChangeRequestEvents } from '../contract/change-request.contract';
import type { ChangeStage } from '../contract/vocabulary';
import type { ChangeRequest } from './change-request.state';

const into =
  (stage: ChangeStage) =>
  (state: ChangeRequest): ChangeRequest => ({ ...state, stage });

/** How each event changes what the rules of a change request read. */
export const evolveChangeRequest: Fold<ChangeRequest, ChangeRequestEvents>['evolve'] = {
  ChangeRequested: (state, { raisedBy }) => ({ ...state, stage: 'SUBMITTED', raisedBy }),
  ChangeTriaged: into('ASSESSING'),
  ChangeImpactAssessed: (state, impact) => ({ ...state, stage: 'ASSESSED', impact }),
  ChangeSubmitted: (state, { submittedBy }) => ({ ...state, stage: 'WAITING_FOR_APPROVAL', submittedBy }),
  ChangePostponed: into('POSTPONED'),
  ChangeApproved: into('APPROVED'),
  ChangeRejected: into('REJECTED'),
  ChangeMerged: into('MERGED'),
  ChangeWithdrawn: into('WITHDRAWN'),
  ChangeImplemented: into('IMPLEMENTED'),
  ChangeOutcomeVerified: into('VERIFIED'),
};
