import { MATTERS } from '@tabularium/contracts';
import { pounds } from './budget-plan';
import { atMinute } from './calendar';
import { DIRECTOR, people } from './people';
import { step, type Step } from './step';

const portfolios = [
  {
    id: 'CAPITAL',
    name: 'Aldermere Capital Programme',
    description: 'Buildings, streets, harbour and homes',
  },
  {
    id: 'CHANGE',
    name: 'Aldermere Change Portfolio',
    description: 'Services, systems and the way the council works',
  },
] as const;
const programmes = [
  { id: 'HARBOUR', name: 'Harbour Renewal', portfolioId: 'CAPITAL', unit: 'Harbour and Waterways', sro: 'h.okafor' },
  { id: 'TRAMS', name: 'Trams for the Valley', portfolioId: 'CAPITAL', unit: 'Transport', sro: 'c.delacroix' },
  { id: 'HOMES', name: 'Homes for Aldermere', portfolioId: 'CAPITAL', unit: 'Housing', sro: 'b.singh' },
  { id: 'SCHOOLS', name: 'Places to Learn', portfolioId: 'CAPITAL', unit: 'Education', sro: 'f.ibrahim' },
  { id: 'FRONTDOOR', name: 'Digital Front Door', portfolioId: 'CHANGE', unit: 'Digital and Data', sro: 'v.romero' },
] as const;

/** The person the engine registers on an empty store. */
const BOOTSTRAP = 'director';

const time = (hour: number, minute: number): string => atMinute(hour * 60 + minute);

/** The organisation, its limits, portfolios and programmes. */
export const opening: readonly Step[] = [
  ...people.flatMap(({ id, name, title, unit, roles, limits }, n) => {
    const isFirst = id === DIRECTOR;
    const by = isFirst ? BOOTSTRAP : DIRECTOR;
    return [
      step('2023-08-21', time(isFirst ? 8 : 9, n), by, 'person', id, 'RegisterPerson', { name, title, unit }),
      ...roles.map((role) =>
        step('2023-08-21', time(isFirst ? 8 : 9, n + 30), by, 'person', id, 'GrantRole', { role }),
      ),
      ...MATTERS.flatMap((matter) => {
        const limit = limits?.[matter];
        return limit
          ? [step('2023-08-22', time(10, n), DIRECTOR, 'person', id, 'DelegateLimit', { matter, limit: pounds(limit) })]
          : [];
      }),
    ];
  }),
  step('2023-08-23', '09:00', DIRECTOR, 'person', BOOTSTRAP, 'RevokeRole', {
    role: 'PMO_DIRECTOR',
    reason: 'The account that set the record up is no longer needed',
  }),
  ...portfolios.flatMap(({ id, name, description }) => [
    step('2023-08-28', '09:00', DIRECTOR, 'portfolio', id, 'CharterPortfolio', {
      name,
      ccy: 'GBP',
      ownerUnit: 'Corporate Services',
      description,
    }),
  ]),
  ...programmes.flatMap(({ id, name, portfolioId, unit, sro }) => [
    step('2023-08-30', '09:30', DIRECTOR, 'programme', id, 'MandateProgramme', { name, portfolioId, unit }),
    step('2023-08-30', '11:30', DIRECTOR, 'programme', id, 'AppointSRO', { personId: sro, letter: `SRO-${id}-2023` }),
    step('2023-08-31', '09:45', DIRECTOR, 'portfolio', portfolioId, 'AdmitComponent', {
      kind: 'PROGRAMME',
      componentId: id,
    }),
  ]),
];
