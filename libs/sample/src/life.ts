import { DIRECTOR } from './people';
import { addDays } from '@tabularium/kernel';
import { daysAfter } from './calendar';
import type { Frame } from './frame';
import type { SampleProject } from './projects';
import { step, type Step } from './step';

const ANALYSTS = ['p.kowalczyk', 'l.fernando'] as const;

/** The analyst who looks after a project, and the other one. */
export const analystsOf = (id: string): readonly [string, string] =>
  Number(id.at(-1)) % 2 === 0 ? ANALYSTS : [ANALYSTS[1], ANALYSTS[0]];

/** From the idea to the register, with its sponsor and manager. */
export function registration(project: SampleProject): readonly Step[] {
  const { id, registeredOn: on, sponsor, manager, name, portfolioId, unit, tier, lifeCycle, description } = project;
  const [analyst] = analystsOf(id);
  const programme = project.programmeId ? { programmeId: project.programmeId } : {};
  return [
    step(on, '09:40', analyst, 'project', id, 'RegisterProject', {
      name,
      portfolioId,
      ...programme,
      unit,
      tier,
      lifeCycle,
      description,
      endsOn: project.finishesOn,
    }),
    step(daysAfter(on, 1), '10:15', DIRECTOR, 'person', sponsor, 'GrantRole', { role: 'SPONSOR', project: id }),
    step(daysAfter(on, 1), '10:20', DIRECTOR, 'project', id, 'AssignSponsor', { personId: sponsor }),
    step(daysAfter(on, 4), '14:05', DIRECTOR, 'person', manager, 'GrantRole', {
      role: 'PROJECT_MANAGER',
      project: id,
    }),
    step(daysAfter(on, 4), '14:10', 'm.halloran', 'project', id, 'AssignProjectManager', { personId: manager }),
    step(daysAfter(on, 5), '11:00', DIRECTOR, 'portfolio', portfolioId, 'AdmitComponent', {
      kind: 'PROJECT',
      componentId: id,
    }),
  ];
}

/** Moves of the finish, new names, new departments, holds and endings. */
export function turns({ project: { id, manager, sponsor }, story, endsOn }: Frame): readonly Step[] {
  const { slips = [], renamed, transferred, ends } = story;
  return [
    ...slips.map(({ on, to, reason }) =>
      step(on, '13:20', manager, 'project', id, 'ReforecastSchedule', { endsOn: to, reason }),
    ),
    ...(renamed
      ? [
          step(renamed.on, '09:05', 'm.halloran', 'project', id, 'RenameProject', {
            name: renamed.to,
            reason: renamed.reason,
          }),
        ]
      : []),
    ...(transferred
      ? [
          step(transferred.on, '09:25', DIRECTOR, 'project', id, 'TransferProject', {
            unit: transferred.to,
            reason: transferred.reason,
          }),
        ]
      : []),
    ...(ends?.how === 'onHold'
      ? [
          step(endsOn, '16:50', sponsor, 'project', id, 'PlaceOnHold', {
            reason: ends.reason,
            reviewBy: addDays(endsOn, 240),
          }),
        ]
      : []),
  ];
}
