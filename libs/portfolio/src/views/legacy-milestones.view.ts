import { view } from '@tabularium/read-store';
import type { ProjectEvents } from '../contract/project.contract';
import { milestonesOutOfOrder } from './milestone-order';

/** What `milestones` says of one: the day, a space, the name. */
const entry = (on: string, name: string): string => `${on} ${name}`;
const nameOf = (milestone: string): string => milestone.slice('YYYY-MM-DD '.length);

/**
 * The dated steps earlier records name, each as the latest return says. A step is there from its own day on. Key:
 * project.
 */
export const legacyMilestones = view<ProjectEvents>()({
  name: 'legacy-milestones',
  version: 1,
  title: 'Milestones of earlier records',
  columns: {
    project: { type: 'text', title: 'Project' },
    source: { type: 'text', title: 'Source', indexed: true },
    milestones: { type: 'list', title: 'Milestones by date' },
    returns: { type: 'list', title: 'The return each of them stands in, in the same order' },
    outOfOrder: { type: 'list', title: 'Milestones of a numbered series dated before a lower number' },
  },
  scope: 'project',
  steps: {
    LegacyMilestoneReported: (row, { entityId, data: { milestone, on, source, returnOn } }) => {
      const known = (row?.milestones ?? []).map((text, at) => ({ text, returnOn: row?.returns?.[at] ?? '' }));
      const stands = known.find(({ text }) => nameOf(text) === milestone);
      if (stands && stands.returnOn > returnOn) return row;
      const all = [...known.filter((other) => other !== stands), { text: entry(on, milestone), returnOn }];
      const sorted = all.sort((a, b) => (a.text < b.text ? -1 : 1));
      const milestones = sorted.map(({ text }) => text);
      return {
        project: entityId,
        source,
        milestones,
        returns: sorted.map((one) => one.returnOn),
        outOfOrder: milestonesOutOfOrder(milestones.map(nameOf)),
      };
    },
  },
});
