import type { FactLoader, Read } from '@tabularium/http';
import type { GovernanceBodyCommands } from './contract/governance-body.contract';
import type { MeetingCommands } from './contract/meeting.contract';
import { bodyOfMeeting } from './contract/vocabulary';
import { decisionItem } from './domain/decision-item.decider';
import { isOpen } from './domain/decision-item.state';
import { docket } from './domain/docket.decider';
import { governanceBody, type GovernanceBodyFacts } from './domain/governance-body.decider';
import type { GovernanceBody } from './domain/governance-body.state';
import type { MeetingFacts } from './domain/meeting-rules';
import { meeting } from './domain/meeting.decider';
import { minutesFacts } from './papers/minutes-facts';
import { personFacts } from './person-facts';

/** Rules lean on streams, never on views: every stream read here is pinned in the events that follow. */
export type Loaders<C, F> = { readonly [N in keyof F & keyof C]: FactLoader<C[N], F[N]> };

export const governanceBodyFacts: Loaders<GovernanceBodyCommands, GovernanceBodyFacts> = {
  EstablishBody: async ({ command, read }) => ({ parentChain: await chainFrom(read, command.terms.parent) }),
  AmendTermsOfReference: async ({ command, read }) => ({ parentChain: await chainFrom(read, command.terms.parent) }),
  AppointMember: ({ command, today, read }) => personFacts(read, command.personId, today),
  CorrectAppointment: async ({ id, command, today, read }) => {
    const { appointments } = await read(governanceBody, id);
    const was = appointments.find(({ eventId }) => eventId === command.appointmentEventId)?.personId;
    const personId = command.personId ?? was;
    return personId ? personFacts(read, personId, today) : { personExists: false };
  },
  AppointAlternate: ({ command, today, read }) => personFacts(read, command.personId, today),
  DissolveBody: async ({ id, command, read }) => {
    const { version, dissolved } = await read(governanceBody, command.successorId);
    return { successorStands: version > 0 && !dissolved, open: await openMatters(read, id) };
  },
};

/** Of the matters on the docket, those that by their own streams still lie before the body. */
async function openMatters(read: Read, bodyId: string): Promise<readonly string[]> {
  const { matters } = await read(docket, bodyId);
  const items = await Promise.all(matters.map(async (itemId) => ({ itemId, item: await read(decisionItem, itemId) })));
  return items.filter(({ item }) => item.bodyId === bodyId && isOpen(item)).map(({ itemId }) => itemId);
}

const ofMeeting = async ({ id, read }: { readonly id: string; readonly read: Read }) => ({
  body: await read(governanceBody, bodyOfMeeting(id)),
});

const ofItem = async (asked: {
  readonly id: string;
  readonly command: { readonly itemId: string };
  readonly read: Read;
}) => ({
  ...(await ofMeeting(asked)),
  item: await asked.read(decisionItem, asked.command.itemId),
});

export const meetingFacts: Loaders<MeetingCommands, MeetingFacts> = {
  ScheduleMeeting: ofMeeting,
  TableItem: ofItem,
  LateTableItem: ofItem,
  OpenMeeting: ofMeeting,
  RecordAttendance: ofMeeting,
  RecordDeparture: ofMeeting,
  AdjournMeeting: ofMeeting,
  ResumeMeeting: ofMeeting,
  CloseMeeting: ofMeeting,
  DraftMinutes: ({ id, command, read }) => minutesFacts(id, command.actions ?? [], read),
  ApproveMinutes: async (asked) => ({
    ...(await ofMeeting(asked)),
    at: await asked.read(meeting, asked.command.atMeeting),
  }),
};

/** Longest way up that is followed. */
const HIGHEST = 20;

/** The body and all it answers to, the nearest first; empty if it does not exist. */
export async function chainFrom(read: Read, bodyId: string | undefined): Promise<readonly string[]> {
  const chain: string[] = [];
  for (let next = bodyId; next && chain.length < HIGHEST && !chain.includes(next);) {
    const body: GovernanceBody = await read(governanceBody, next);
    if (body.version === 0) break;
    chain.push(next);
    next = body.terms?.parent;
  }
  return chain;
}
