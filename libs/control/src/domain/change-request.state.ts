import type { ChangeImpactAssessed } from '../contract/change-request.events';
import type { ChangeStage } from '../contract/vocabulary';

/** What the rules of a change request read. No stage = it was never raised. */
export interface ChangeRequest {
  readonly stage?: ChangeStage;
  readonly raisedBy?: string;
  readonly submittedBy?: string;
  readonly impact?: ChangeImpactAssessed;
}

export const noChange: ChangeRequest = {};
