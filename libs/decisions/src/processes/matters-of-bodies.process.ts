import type { Process, ProcessCommand } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';

type Followed = Pick<
  DecisionItemEvents,
  'MatterProposed' | 'MatterReferredUp' | 'MatterWithdrawn' | 'DecisionMade' | 'AppealDetermined'
>;

/** A docket says what lies before a body: it is dissolved only when nothing does. */
export const mattersOfBodies: Process<Followed> = {
  name: 'matters-of-bodies',
  on: {
    MatterProposed: ({ bodyId }, { entityId }) => [takeUp(bodyId, entityId)],
    MatterReferredUp: ({ fromBody, toBody }, { entityId }) => [layDown(fromBody, entityId), takeUp(toBody, entityId)],
    MatterWithdrawn: ({ bodyId }, { entityId }) => (bodyId ? [layDown(bodyId, entityId)] : []),
    DecisionMade: ({ bodyId }, { entityId }) => [layDown(bodyId, entityId)],
    AppealDetermined: ({ outcome, bodyId }, { entityId }) =>
      outcome === 'REMITTED' && bodyId ? [takeUp(bodyId, entityId)] : [],
  },
};

const told =
  (command: string) =>
  (bodyId: string, itemId: string): ProcessCommand => ({
    category: 'docket',
    id: bodyId,
    command,
    data: { itemId },
  });

const takeUp = told('TakeUpMatter');
const layDown = told('LayDownMatter');
