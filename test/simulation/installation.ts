import { contexts } from '@tabularium/engine';
import type { Process } from '@tabularium/kernel';
import type { PersonEvents } from '@tabularium/organisation/contract';
import type { ProjectEvents } from '@tabularium/portfolio/contract';
import type { View } from '@tabularium/read-store';
import { Registry } from './parts';

/** A project gets a manager, by two commands in order; a red one a watcher, who is refused from the second time on. */
const staffing: Process<ProjectEvents> = {
  name: 'staffing',
  on: {
    ProjectRegistered: (_, { entityId }) => [
      { category: 'person', id: `pm-${entityId}`, command: 'RegisterPerson', data: { name: entityId, unit: 'Staff' } },
      {
        category: 'person',
        id: `pm-${entityId}`,
        command: 'GrantRole',
        data: { role: 'PROJECT_MANAGER', project: entityId },
      },
    ],
    DeliveryConfidenceAssessed: ({ rating }) =>
      rating === 'RED'
        ? [{ category: 'person', id: 'watcher', command: 'RegisterPerson', data: { name: 'Watcher', unit: 'Staff' } }]
        : [],
  },
};

/** Everybody the PMO hires becomes an analyst. */
const welcome: Process<PersonEvents> = {
  name: 'welcome',
  on: {
    PersonRegistered: ({ unit }, { entityId }) =>
      unit === 'PMO' ? [{ category: 'person', id: entityId, command: 'GrantRole', data: { role: 'PMO_ANALYST' } }] : [],
  },
};

export const processes: readonly Process[] = [staffing, welcome];

/** Few, so that a history is short: rows that change, money and late facts, rows that are only added. */
const VIEWS_KEPT = ['project-register', 'cost-entries', 'refusals'];

export const views: readonly View[] = contexts
  .flatMap((context) => context.views)
  .filter(({ name }) => VIEWS_KEPT.includes(name));

/** What commands and events mean is as it is shipped. */
export const registry = new Registry(contexts);

export const TIME_ZONE = 'Europe/London';
