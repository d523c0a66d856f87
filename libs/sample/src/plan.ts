import { changes } from './changes';
import { ending } from './endings';
import { frameOf } from './frame';
import { stagesAndGates } from './gates';
import { approval, registration, turns } from './life';
import { opening } from './opening';
import { projects, type SampleProject } from './projects';
import { refusals } from './refusals';
import { spending } from './spending';
import type { Step } from './step';
import { viewsOfDelivery } from './views-of-delivery';

/** Every command of the sample portfolio in the order of its clock; nothing at or after `before` (an instant). */
export function plan(before: string): readonly Step[] {
  const steps = [...opening, ...projects.flatMap(biography), ...refusals];
  return steps.filter(({ at }) => at < before).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function biography(project: SampleProject): readonly Step[] {
  if (!project.approvedOn) return registration(project);
  const frame = frameOf(project, project.approvedOn);
  const { steps, spent, openCommitments } = spending(frame);
  const lived = [
    ...approval(frame),
    ...stagesAndGates(frame),
    ...steps,
    ...viewsOfDelivery(frame),
    ...changes(frame),
    ...turns(frame),
  ];
  const last = `${frame.endsOn}T17:00:00.000Z`;
  return [
    ...registration(project),
    ...lived.filter(({ at }) => at <= last),
    ...ending(frame, spent, openCommitments).filter(({ at }) => at <= '2026-10-31'),
  ];
}
