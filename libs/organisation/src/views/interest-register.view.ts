import { view, type RowOf, type StepWithKeys } from '@tabularium/read-store';
import type { InterestRegisterEvents } from '../contract/interest-register.contract';

const byInterest = { keys: ({ data }: { readonly data: { readonly interestId: string } }) => [data.interestId] };

const columns = {
  personId: { type: 'text', title: 'Person', indexed: true },
  kind: { type: 'text', title: 'STANDING; of a year NIL, CONFIRMED or OVERDUE', indexed: true },
  counterparty: { type: 'text', title: 'In whom', indexed: true },
  nature: { type: 'text', title: 'What kind of interest' },
  from: { type: 'date', title: 'Held since' },
  until: { type: 'date', title: 'Last day' },
  year: { type: 'int', title: 'Year of a return', indexed: true },
} as const;

type Row = RowOf<typeof columns>;

/** The return of a year: one that comes late takes the place of what was overdue. */
const returned = (kind: string): StepWithKeys<Row, { readonly year: number }> => ({
  keys: ({ entityId, data }) => [`${entityId}.${data.year}`],
  step: (_, { entityId, data: { year } }) => ({
    personId: entityId,
    kind,
    counterparty: null,
    nature: null,
    from: null,
    until: null,
    year,
  }),
});

export const interestRegister = view<InterestRegisterEvents>()({
  name: 'interest-register',
  version: 2,
  title: 'Standing interests and yearly returns',
  columns,
  personal: {
    column: 'personId',
    openTo: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST', 'BOARD_CHAIR', 'AUDITOR'],
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
    NilReturnAttested: returned('NIL'),
    InterestsConfirmed: returned('CONFIRMED'),
    AttestationOverdue: returned('OVERDUE'),
  },
});
