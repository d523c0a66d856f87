import type { LocalDate } from '@tabularium/kernel';
import { step, type Step } from './step';

interface Interest {
  readonly person: string;
  readonly counterparty: string;
  readonly nature: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  /** What the chair does with it when the counterparty is in the papers. */
  readonly outcome: 'RECUSED' | 'CLEARED';
}

/** Standing interests of members of boards. */
const interests: readonly Interest[] = [
  {
    person: 'd.marchetti',
    counterparty: 'Tideway Marine',
    nature: 'Holds 4 % of the shares through a family trust',
    from: '2023-09-01',
    outcome: 'RECUSED',
  },
  {
    person: 'k.lindgren',
    counterparty: 'Oriel Systems',
    nature: 'Sat on its advisory council until 2021; no fee since',
    from: '2023-09-01',
    outcome: 'CLEARED',
  },
  {
    person: 'g.achebe',
    counterparty: 'Brae & Sons',
    nature: 'Her brother is a site manager there',
    from: '2023-10-02',
    until: '2025-05-30',
    outcome: 'RECUSED',
  },
];

/** Members with an interest in one of the counterparties on a day. */
export const interestedIn = (counterparties: readonly string[], day: LocalDate): readonly Interest[] =>
  interests.filter(
    ({ counterparty, from, until = day }) => counterparties.includes(counterparty) && from <= day && day <= until,
  );

/** Who confirms what stands, on which days; whoever is late is reminded by the register. */
const CONFIRMED = [
  ['d.marchetti', '2024-01-23'],
  ['d.marchetti', '2025-01-21'],
  ['d.marchetti', '2026-01-20'],
  ['k.lindgren', '2024-02-12'],
  ['k.lindgren', '2025-04-09'],
  ['g.achebe', '2024-01-25'],
  ['g.achebe', '2025-03-04'],
] as const;

const NIL_RETURNS = ['n.castellan', 'p.thackeray', 's.oyelaran', 'e.varga', 'b.singh', 'v.romero', 'o.nystrom'];
const NIL_YEARS = [2024, 2025, 2026];

/** Declarations, ends, and the yearly returns of those who have nothing to declare. */
export const registerOfInterests: readonly Step[] = [
  ...interests.flatMap(({ person, counterparty, nature, from, until }) => [
    step(from, '12:20', person, 'interestRegister', person, 'DeclareStandingInterest', { counterparty, nature }),
    ...(until
      ? [step(until, '12:25', person, 'interestRegister', person, 'EndInterest', { interestId: `${person}.I1` })]
      : []),
  ]),
  ...NIL_YEARS.flatMap((year) =>
    NIL_RETURNS.map((person) =>
      step(`${year}-01-22`, '12:30', person, 'interestRegister', person, 'AttestNil', { year }),
    ),
  ),
  ...CONFIRMED.map(([person, on]) =>
    step(on, '12:40', person, 'interestRegister', person, 'ConfirmInterests', { year: Number(on.slice(0, 4)) }),
  ),
  step('2026-02-02', '12:45', 'g.achebe', 'interestRegister', 'g.achebe', 'AttestNil', { year: 2026 }),
];
