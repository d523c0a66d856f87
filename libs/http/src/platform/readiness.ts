import { VIEWS, type ViewStatus } from '@tabularium/read-store';
import type { FollowerStatus } from '../edge/edge';

/**
 * `degraded`: requests are served, but a view, or a consumer, stands still or has nobody who runs it; that is for an
 * operator to mend, and taking every process out of the balancer would only stop everybody.
 */
export type Readiness = 'ready' | 'degraded' | 'not ready';

export function readinessOf(
  { consumers, lagEvents, caughtUp }: FollowerStatus,
  views: readonly ViewStatus[],
  recordingFault: string | undefined,
): Readiness {
  const standsStill = consumers.some(({ consumer, fault }) => consumer === VIEWS && fault !== undefined);
  const active = views.filter(({ stage }) => stage === 'active');
  const isServed = views.every(({ view }) => active.some((other) => other.view === view));
  if (recordingFault !== undefined || lagEvents === null || !isServed) return 'not ready';
  if (!caughtUp && !standsStill) return 'not ready';
  const hasFault = consumers.some(({ owner, fault }) => owner === null || fault !== undefined);
  return hasFault || active.some(({ fault }) => fault !== undefined) ? 'degraded' : 'ready';
}
