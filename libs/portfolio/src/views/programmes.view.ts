import { view } from '@tabularium/read-store';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProgrammeEvents } from '../contract/programme.contract';
import { componentKeys } from './component-keys';

/** Programmes. Which projects they hold: `project-register` by programme. Key: programme. */
export const programmes = view<ProgrammeEvents & PortfolioEvents>()({
  name: 'programmes',
  version: 1,
  title: 'Programmes',
  columns: {
    name: { type: 'text', title: 'Name', indexed: true },
    portfolio: { type: 'text', title: 'Portfolio', indexed: true },
    unit: { type: 'text', title: 'Department or unit', indexed: true },
    description: { type: 'text', title: 'Description' },
    category: { type: 'text', title: 'Category', indexed: true },
    sro: { type: 'text', title: 'Senior responsible owner', indexed: true },
    state: { type: 'text', title: 'MANDATED or CLOSED', indexed: true },
  },
  totals: {
    countByPortfolio: { title: 'By portfolio', groupBy: ['portfolio'], measures: { programmes: { of: 'count' } } },
  },
  steps: {
    ProgrammeMandated: (_, { data }) => ({
      name: data.name,
      portfolio: data.portfolioId,
      unit: data.unit,
      description: data.description ?? null,
      category: null,
      sro: null,
      state: 'MANDATED',
    }),
    SROAppointed: (row, { data }) => row && { ...row, sro: data.personId },
    ProgrammeClosed: (row) => row && { ...row, state: 'CLOSED' },
    ComponentAdmitted: {
      keys: componentKeys('PROGRAMME'),
      step: (row, { data }) => row && { ...row, category: data.category ?? row.category },
    },
    ComponentRemoved: { keys: componentKeys('PROGRAMME'), step: () => null },
  },
});
