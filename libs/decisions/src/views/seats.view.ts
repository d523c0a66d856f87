import { view, type RowOf, type StepWithKeys, type ViewEvent } from '@tabularium/read-store';
import type { GovernanceBodyEvents } from '../contract/governance-body.contract';
import type { TermsOfReference } from '../contract/terms';

const columns = {
  body: { type: 'text', title: 'Body', indexed: true },
  seat: { type: 'text', title: 'Seat' },
  title: { type: 'text', title: 'Title' },
  voting: { type: 'flag', title: 'Has a vote', indexed: true },
  office: { type: 'text', title: 'CHAIR or DEPUTY' },
  personId: { type: 'text', title: 'Member', indexed: true },
  from: { type: 'date', title: 'First day' },
  until: { type: 'date', title: 'Last day' },
  alternate: { type: 'text', title: 'Alternate', indexed: true },
} as const;

type Row = RowOf<typeof columns>;
type OfTerms = { readonly terms: TermsOfReference; readonly seatsRemoved?: readonly string[] };

const seatKey = (bodyId: string, seatId: string): string => `${bodyId}/${seatId}`;

/** A seat keeps its member when the terms are amended, and goes with what the terms list no more. */
const bySeats: StepWithKeys<Row, OfTerms> = {
  keys: ({ entityId, data }) =>
    [...data.terms.seats.map(({ id }) => id), ...(data.seatsRemoved ?? [])].map((id) => seatKey(entityId, id)),
  step: (row, event, key) => seated(row, event, key),
};

const noted = <D extends { readonly seatId: string }>(change: (data: D) => Partial<Row>): StepWithKeys<Row, D> => ({
  keys: ({ entityId, data }) => [seatKey(entityId, data.seatId)],
  step: (row, { data }) => row && { ...row, ...change(data) },
});

/** Seats of bodies and who holds them. Key: `<body>/<seat>`. */
export const seats = view<GovernanceBodyEvents>()({
  name: 'seats',
  version: 1,
  title: 'Seats of bodies and their members',
  columns,
  steps: {
    BodyEstablished: bySeats,
    TermsOfReferenceAmended: bySeats,
    MemberAppointed: noted(({ personId, from, until }) => ({ personId, from, until: until ?? null, alternate: null })),
    AlternateAppointed: noted(({ personId }) => ({ alternate: personId })),
    MemberRelieved: noted(() => ({ personId: null, from: null, until: null, alternate: null })),
  },
});

const vacant = { personId: null, from: null, until: null, alternate: null };

function seated(row: Row | null, { entityId, data: { terms } }: ViewEvent<OfTerms>, key: string): Row | null {
  const seat = terms.seats.find(({ id }) => seatKey(entityId, id) === key);
  if (!seat) return null;
  const deputy = seat.id === terms.deputySeat ? 'DEPUTY' : null;
  const office = seat.id === terms.chairSeat ? 'CHAIR' : deputy;
  return { ...vacant, ...row, body: entityId, seat: seat.id, title: seat.title, voting: seat.voting, office };
}
