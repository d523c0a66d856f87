import { MATTERS } from '@tabularium/contracts';
import { pounds } from './budget-plan';
import { people } from './people';
import { step, type Step } from './step';

const portfolios = [
  {
    id: 'CAPITAL',
    name: 'Aldermere Capital Programme',
    description: 'Buildings, streets, harbour and homes',
    envelopes: [42, 96, 118, 104],
  },
  {
    id: 'CHANGE',
    name: 'Aldermere Change Portfolio',
    description: 'Services, systems and the way the council works',
    envelopes: [9, 14, 13, 8],
  },
] as const;
const programmes = [
  { id: 'HARBOUR', name: 'Harbour Renewal', portfolioId: 'CAPITAL', unit: 'Harbour and Waterways', sro: 'h.okafor' },
  { id: 'TRAMS', name: 'Trams for the Valley', portfolioId: 'CAPITAL', unit: 'Transport', sro: 'c.delacroix' },
  { id: 'HOMES', name: 'Homes for Aldermere', portfolioId: 'CAPITAL', unit: 'Housing', sro: 'b.singh' },
  { id: 'SCHOOLS', name: 'Places to Learn', portfolioId: 'CAPITAL', unit: 'Education', sro: 'f.ibrahim' },
  { id: 'FRONTDOOR', name: 'Digital Front Door', portfolioId: 'CHANGE', unit: 'Digital and Data', sro: 'v.romero' },
] as const;
const fiscalYears = ['2023-24', '2024-25', '2025-26', '2026-27'];

/** The organisation, its limits, portfolios and programmes. The engine itself registers the first director. */
export const opening: readonly Step[] = [
  ...people.flatMap(({ id, name, title, unit, roles, limits }, n) => [
    ...(id === 'director'
      ? []
      : [step('2023-08-21', time(8, n), 'director', 'person', id, 'RegisterPerson', { name, title, unit })]),
    ...(id === 'director'
      ? []
      : roles.map((role) => step('2023-08-21', time(9, n), 'director', 'person', id, 'GrantRole', { role }))),
    ...MATTERS.flatMap((matter) => {
      const limit = limits?.[matter];
      const by = id === 'director' ? 'n.castellan' : 'director';
      return limit
        ? [step('2023-08-22', time(10, n), by, 'person', id, 'DelegateLimit', { matter, limit: pounds(limit) })]
        : [];
    }),
  ]),
  ...portfolios.flatMap(({ id, name, description, envelopes }) => [
    step('2023-08-28', '09:00', 'director', 'portfolio', id, 'CharterPortfolio', {
      name,
      ccy: 'GBP',
      ownerUnit: 'Corporate Services',
      description,
    }),
    ...envelopes.map((millions, n) =>
      step(`${2023 + n}-08-29`, '10:00', 'director', 'portfolio', id, 'SetFundingEnvelope', {
        fiscalYear: fiscalYears[n] ?? '',
        amount: pounds(millions * 1_000_000),
      }),
    ),
  ]),
  ...programmes.flatMap(({ id, name, portfolioId, unit, sro }) => [
    step('2023-08-30', '09:30', 'director', 'programme', id, 'MandateProgramme', { name, portfolioId, unit }),
    step('2023-08-30', '11:30', 'director', 'programme', id, 'AppointSRO', { personId: sro, letter: `SRO-${id}-2023` }),
    step('2023-08-31', '09:45', 'director', 'portfolio', portfolioId, 'AdmitComponent', {
      kind: 'PROGRAMME',
      componentId: id,
    }),
  ]),
];

function time(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
