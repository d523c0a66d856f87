import type { Read } from '@tabularium/http';
import type { LocalDate, Reading } from '@tabularium/kernel';
import type { PersonEvents } from '@tabularium/organisation/contract';

interface Standing {
  readonly registered: boolean;
  readonly grants: readonly { readonly id: string; readonly role: string; readonly until?: LocalDate }[];
}

const withoutGrant = (state: Standing, { grantId }: { readonly grantId: string }): Standing => ({
  ...state,
  grants: state.grants.filter(({ id }) => id !== grantId),
});

/** Roles taken back are left out; one that has run out is told by its last day. */
const personStanding: Reading<Standing, PersonEvents> = {
  category: 'person',
  initial: { registered: false, grants: [] },
  evolve: {
    PersonRegistered: (state) => ({ ...state, registered: true }),
    RoleGranted: (state, { grantId, role, until }) => ({
      ...state,
      grants: [...state.grants, { id: grantId, role, ...(until ? { until } : {}) }],
    }),
    RoleRevoked: withoutGrant,
  },
};

/** Who audits or administers decides nothing. */
const barred: ReadonlySet<string> = new Set(['AUDITOR', 'PMO_ADMINISTRATOR']);

/** Whether the person is known, and a role of theirs that holds no seat with a vote. */
export async function personFacts(read: Read, personId: string, today: LocalDate) {
  const { registered, grants } = await read(personStanding, personId);
  const barredAs = grants.find(({ role, until }) => barred.has(role) && (until === undefined || today <= until))?.role;
  return { personExists: registered, ...(barredAs ? { barredAs } : {}) };
}
