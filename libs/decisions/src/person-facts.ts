import type { Read } from '@tabularium/http';
import type { LocalDate, Reading } from '@tabularium/kernel';
import {
  policyVersions,
  segregationOn,
  SEGREGATION_POLICY,
  type PersonEvents,
  type RolesRule,
} from '@tabularium/organisation/contract';
import type { KeptFromSeat, OfPerson } from './domain/appointment-faults';

type Role = PersonEvents['RoleGranted']['role'];

interface Standing {
  readonly registered: boolean;
  readonly grants: readonly { readonly id: string; readonly role: Role; readonly until?: LocalDate }[];
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

/** Whether the person is known, and the roles of theirs that hold no seat with a vote. */
export async function personFacts(read: Read, personId: string, today: LocalDate): Promise<OfPerson> {
  const { registered, grants } = await read(personStanding, personId);
  const held = grants.filter(({ until }) => until === undefined || today <= until).map(({ role }) => role);
  const segregation = segregationOn(await read(policyVersions, SEGREGATION_POLICY), today);
  const barredAs = held.find((role) => barred.has(role));
  const keptFrom = (segregation?.roles ?? []).flatMap((rule) => keptFromSeats(rule, held, segregation?.version ?? 0));
  return { personExists: registered, ...(barredAs ? { barredAs } : {}), ...(keptFrom.length > 0 ? { keptFrom } : {}) };
}

/** A seat with a vote makes somebody a member, or the chair, whether or not they were given the role besides. */
const seatRoles = ['BOARD_MEMBER', 'BOARD_CHAIR'] as const;

function keptFromSeats({ ruleId, pair }: RolesRule, held: readonly Role[], version: number): readonly KeptFromSeat[] {
  return seatRoles.flatMap((seatAs) => {
    const other = pair.find((role) => role !== seatAs);
    return pair.includes(seatAs) && other && held.includes(other) ? [{ seatAs, role: other, ruleId, version }] : [];
  });
}
