import { view } from '@tabularium/read-store';
import type { DecisionItemEvents } from '../contract/decision-item.contract';

/** How each member voted, as it stands; a secret ballot has no rows. Key: `<matter>/<ballot>/<person>`. */
export const votes = view<DecisionItemEvents>()({
  name: 'votes',
  version: 1,
  title: 'How members voted',
  columns: {
    item: { type: 'text', title: 'Matter', indexed: true },
    ballotNo: { type: 'int', title: 'Ballot on the matter' },
    personId: { type: 'text', title: 'Member', indexed: true },
    seat: { type: 'text', title: 'Seat' },
    choice: { type: 'text', title: 'FOR, AGAINST or ABSTAIN', indexed: true },
    rationale: { type: 'text', title: 'Why' },
    castBy: { type: 'text', title: 'Alternate or proxy who cast it' },
    castAt: { type: 'instant', title: 'Cast at' },
    changes: { type: 'int', title: 'Times changed' },
    lapsed: { type: 'flag', title: 'The member lost the seat before the count' },
  },
  totals: {
    'by-choice': {
      title: 'By matter, ballot and choice',
      groupBy: ['item', 'ballotNo', 'choice'],
      measures: { votes: { of: 'count' } },
    },
  },
  steps: {
    VoteCast: {
      keys: ({ entityId, data }) => [`${entityId}/${data.ballotNo}/${data.personId}`],
      step: (row, { entityId, data, metadata }) => ({
        item: entityId,
        ballotNo: data.ballotNo,
        personId: data.personId,
        seat: data.seatId,
        choice: data.choice,
        rationale: data.rationale ?? null,
        castBy: data.castBy ?? null,
        castAt: metadata.effectiveAt,
        changes: row ? (row.changes ?? 0) + 1 : 0,
        lapsed: false,
      }),
    },
    ElectorLapsed: {
      keys: ({ entityId, data }) => [`${entityId}/${data.ballotNo}/${data.personId}`],
      step: (row) => row && { ...row, lapsed: true },
    },
  },
});
