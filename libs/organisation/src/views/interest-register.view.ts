import { view } from '@tabularium/read-store';
import type { InterestRegisterEvents } from '../contract/interest-register.contract';

const byInterest = { keys: ({ data }: { readonly data: { readonly interestId: string } }) => [data.interestId] };

export const interestRegister = view<InterestRegisterEvents>()({
  name: 'interest-register',
  version: 1,
  title: 'Standing interests and nil returns',
  columns: {
    personId: { type: 'text', title: 'Person', indexed: true },
    kind: { type: 'text', title: 'STANDING or NIL', indexed: true },
    counterparty: { type: 'text', title: 'In whom', indexed: true },
    nature: { type: 'text', title: 'What kind of interest' },
    from: { type: 'date', title: 'Held since' },
    until: { type: 'date', title: 'Last day' },
    year: { type: 'int', title: 'Year of a nil return', indexed: true },
  },
  steps: {
    StandingInterestDeclared: {
      ...byInterest,
      step: (_, { entityId, data: { counterparty, nature, from } }) => ({
        personId: entityId,
        kind: 'STANDING',
        counterparty,
        nature,
        from,
        until: null,
        year: null,
      }),
    },
    InterestEnded: { ...byInterest, step: (row, { data }) => row && { ...row, until: data.on } },
    NilReturnAttested: {
      keys: ({ entityId, data }) => [`${entityId}.${data.year}`],
      step: (_, { entityId, data }) => ({
        personId: entityId,
        kind: 'NIL',
        counterparty: null,
        nature: null,
        from: null,
        until: null,
        year: data.year,
      }),
    },
  },
});
