import { categoryOf, idOf, ownerOf } from '@tabularium/kernel';
import { view } from '@tabularium/read-store';
import type { RefusalsEvents } from '../contract/refusals.contract';

const count = { refusals: { of: 'count' } } as const;

/** What was refused to whom, and by which rule. Key: event id. */
export const refusals = view<RefusalsEvents>()({
  name: 'refusals',
  version: 1,
  title: 'Refusals',
  columns: {
    at: { type: 'instant', title: 'At', indexed: true },
    person: { type: 'text', title: 'Person', indexed: true },
    role: { type: 'text', title: 'Role acted in' },
    command: { type: 'text', title: 'Command', indexed: true },
    aggregate: { type: 'text', title: 'Kind of thing it was aimed at', indexed: true },
    target: { type: 'text', title: 'Id of the thing it was aimed at', indexed: true },
    owner: { type: 'text', title: 'What the thing belongs to: its project, or itself', indexed: true },
    code: { type: 'text', title: 'Rule', indexed: true },
    words: { type: 'text', title: 'What the person was told' },
  },
  scope: 'owner',
  totals: {
    'by-code': { title: 'By rule', groupBy: ['code'], measures: count },
    'by-person': { title: 'By person', groupBy: ['person'], measures: count },
    'by-person-and-code': { title: 'By person and rule', groupBy: ['person', 'code'], measures: count },
    'by-command': { title: 'By command', groupBy: ['command'], measures: count },
  },
  steps: {
    CommandRefused: {
      keys: ({ id }) => [id],
      step: (_, { data: { commandType, target, code, words }, metadata: { recordedAt, actor } }) => ({
        at: recordedAt,
        person: actor.id,
        role: actor.role ?? null,
        command: commandType,
        aggregate: categoryOf(target),
        target: idOf(target),
        owner: ownerOf(idOf(target)),
        code,
        words,
      }),
    },
  },
});
