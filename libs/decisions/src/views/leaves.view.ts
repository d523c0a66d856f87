import type { PersonEvents } from '@tabularium/organisation/contract';
import { view } from '@tabularium/read-store';

const byLeave = { keys: ({ data }: { readonly data: { readonly leaveId: string } }) => [data.leaveId] };

export const leaves = view<Pick<PersonEvents, 'LeaveRecorded' | 'LeaveEnded'>>()({
  name: 'leaves',
  version: 1,
  title: 'Who is away when',
  columns: {
    personId: { type: 'text', title: 'Person', indexed: true },
    from: { type: 'date', title: 'First day away', indexed: true },
    until: { type: 'date', title: 'Last day away', indexed: true },
  },
  steps: {
    LeaveRecorded: {
      ...byLeave,
      step: (_, { entityId, data: { from, until } }) => ({ personId: entityId, from, until }),
    },
    LeaveEnded: { ...byLeave, step: () => null },
  },
});
