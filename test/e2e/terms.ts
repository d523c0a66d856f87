/** Terms of reference of a plain board: a seat with a vote each, the first presides, more than half are a quorum. */
export const termsFor = (seats: readonly string[], matters: readonly object[], more: object = {}) => ({
  purpose: 'Decide on investments',
  matters,
  seats: seats.map((id) => ({ id, title: `Seat ${id}`, voting: true })),
  chairSeat: seats[0],
  quorum: { method: 'MORE_THAN_HALF', base: 'SEATS' },
  recusalMode: 'LEAVES',
  castingVote: true,
  noticeDays: 0,
  paperDays: 0,
  ...more,
});
