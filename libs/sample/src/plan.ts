import { approval } from './approval';
import { changes } from './changes';
import { ending } from './endings';
import { frameOf } from './frame';
import { stagesAndGates } from './gates';
import { governance } from './governance';
import { registerOfInterests } from './interests';
import { registration, turns } from './life';
import { together, told, type BoardMatter, type Told } from './matters';
import { meetings } from './meetings';
import { opening } from './opening';
import { projects, type SampleProject } from './projects';
import { refusals } from './refusals';
import { spending } from './spending';
import type { Step } from './step';
import { viewsOfDelivery } from './views-of-delivery';
import { waysToBoards } from './ways';

/** Every command of the sample portfolio in the order of its clock; nothing at or after `before` (an instant). */
export function plan(before: string): readonly Step[] {
  const { steps, matters } = together(governance, ...projects.map(biography));
  const all = [
    ...opening,
    ...steps,
    ...registerOfInterests,
    ...waysToBoards(matters),
    ...meetings(matters),
    ...refusals,
  ];
  return all.filter(({ at }) => at < before).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Nothing is played after this day. */
const LAST_DAY = '2026-10-31';

function biography(project: SampleProject): Told {
  if (!project.approvedOn) return told(registration(project));
  const frame = frameOf(project, project.approvedOn);
  const { steps, spent, openCommitments } = spending(frame);
  const lived = together(
    approval(frame),
    stagesAndGates(frame),
    told(steps),
    told(viewsOfDelivery(frame)),
    changes(frame),
    told(turns(frame)),
  );
  return together(
    told(registration(project)),
    until(frame.endsOn, lived),
    until(LAST_DAY, ending(frame, spent, openCommitments)),
  );
}

const until = (day: string, { steps, matters }: Told): Told => ({
  steps: steps.filter(({ at }) => at <= `${day}T17:00:00.000Z`),
  matters: matters.filter(({ on }: BoardMatter) => on <= day),
});
