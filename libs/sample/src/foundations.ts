import { MATTERS } from '@tabularium/contracts';
import { LIGHT_CUMULATIVE, LIGHT_LIMIT } from './authority';
import { bodies, PORTFOLIO_BOARD_LIMIT } from './boards';
import { pounds } from './budget-plan';
import { atMinute } from './calendar';
import { DIRECTOR } from './people';
import { step, type Step } from './step';

const ORGANISATION = 'ACC';

// unit | name | lead
const units = `
CS|Corporate Services|r.adeyemi
FI|Finance|p.thackeray
AU|Audit|
CA|Cabinet|
HW|Harbour and Waterways|h.okafor
TR|Transport|c.delacroix
HO|Housing|b.singh
DD|Digital and Data|v.romero
HC|Health and Care|g.achebe
EN|Environment|o.nystrom
ED|Education|f.ibrahim
`
  .trim()
  .split('\n')
  .map((line) => line.split('|'));

const structure: readonly Step[] = [
  step('2023-08-23', '10:00', 'j.bramley', 'organisation', 'ORG', 'CreateOrgUnit', {
    unitId: ORGANISATION,
    name: 'Aldermere City Council',
  }),
  ...units.flatMap(([unitId = '', name = '', lead = ''], n) => [
    step('2023-08-23', atMinute(605 + n), 'j.bramley', 'organisation', 'ORG', 'CreateOrgUnit', {
      unitId,
      name,
      parentId: ORGANISATION,
      costCentre: `CC-${100 + n}`,
    }),
    ...(lead
      ? [
          step('2023-08-23', atMinute(665 + n), 'n.castellan', 'organisation', 'ORG', 'AppointUnitLead', {
            unitId,
            personId: lead,
          }),
        ]
      : []),
  ]),
];

/** Boards with the members they begin with; who follows later is appointed on the day. */
const boards: readonly Step[] = Object.values(bodies).flatMap(({ id, name, terms, seats }, n) => [
  step('2023-08-24', atMinute(600 + n), DIRECTOR, 'governanceBody', id, 'EstablishBody', { name, terms }),
  ...seats.flatMap(({ id: seatId, person, from = '2023-08-24', until }, at) => {
    const tenure = { seatId, personId: person, ...(until ? { until } : {}) };
    return [step(from, atMinute(610 + 20 * n + at), DIRECTOR, 'governanceBody', id, 'AppointMember', tenure)];
  }),
]);

/** The rows of the matrix of delegated authority: the manager alone, the portfolio board, the investment board. */
export const matrixRows = (cumulative: number) =>
  MATTERS.flatMap((matter) => [
    {
      matter,
      holder: 'PMO_MANAGER',
      singleLimit: pounds(LIGHT_LIMIT),
      cumulativeLimit: pounds(cumulative),
      windowDays: 365,
    },
    { matter, holder: 'PB', singleLimit: pounds(PORTFOLIO_BOARD_LIMIT) },
    { matter, holder: 'IB' },
  ]);

const matrix: readonly Step[] = [
  step('2023-08-25', '09:20', 'm.halloran', 'delegationMatrix', 'organisation', 'DraftMatrix', {
    rows: matrixRows(LIGHT_CUMULATIVE),
  }),
  step('2023-08-25', '14:00', DIRECTOR, 'delegationMatrix', 'organisation', 'ApproveMatrix', { version: 1 }),
  step('2023-08-25', '14:05', DIRECTOR, 'delegationMatrix', 'organisation', 'ActivateMatrix', {
    version: 1,
    from: '2023-08-28',
  }),
];

/** While she is away the controller lets her assistant use part of what she may decide. */
const leave: readonly Step[] = [
  step('2025-07-21', '09:30', 'e.varga', 'delegation', 's.mbeki', 'GrantDelegation', {
    from: 'e.varga',
    to: 's.mbeki',
    matter: 'BUDGET_REVISION',
    limit: pounds(100_000),
    validFrom: '2025-08-04',
    validUntil: '2025-08-29',
    reason: 'Summer leave',
  }),
  step('2025-07-22', '10:40', 's.mbeki', 'delegation', 's.mbeki', 'AcceptDelegation', { delegationId: 's.mbeki~1' }),
];

/** Units, boards and limits, before the first meeting. */
export const foundations: readonly Step[] = [...structure, ...boards, ...matrix, ...leave];
