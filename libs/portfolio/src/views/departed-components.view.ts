import type { EventMetadata } from '@tabularium/kernel';
import { view, type RowOf } from '@tabularium/read-store';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProgrammeEvents } from '../contract/programme.contract';
import type { ProjectEvents } from '../contract/project.contract';
import { isOlderReturn } from './legacy-order';

const columns = {
  component: { type: 'text', title: 'Project or programme' },
  kind: { type: 'text', title: 'PROJECT or PROGRAMME', indexed: true },
  portfolio: { type: 'text', title: 'Portfolio it belonged to', indexed: true },
  name: { type: 'text', title: 'Last name', indexed: true },
  unit: { type: 'text', title: 'Last department or unit', indexed: true },
  departed: { type: 'flag', title: 'Has left' },
  departedAt: { type: 'instant', title: 'Since', indexed: true },
  reason: { type: 'text', title: 'Reason; none = the record gives none' },
  decisionNo: { type: 'text', title: 'Decision it left by', indexed: true },
  registered: { type: 'flag', title: 'Was registered here, not only reported' },
  source: { type: 'text', title: 'Source of earlier records', indexed: true },
  returnOn: { type: 'date', title: 'Return that names it last, or names it no longer' },
} as const;

const blank: RowOf<typeof columns> = {
  component: null,
  kind: 'PROJECT',
  portfolio: null,
  name: null,
  unit: null,
  departed: false,
  departedAt: null,
  reason: null,
  decisionNo: null,
  registered: false,
  source: null,
  returnOn: null,
};

/**
 * What left the portfolios: removed and terminated ones for ever, those a return no longer names until one names them
 * again. What has not left is kept unseen, so that the last name and unit are known. Key: project or programme.
 */
export const departedComponents = view<ProjectEvents & PortfolioEvents & ProgrammeEvents>()({
  name: 'departed-components',
  version: 2,
  title: 'Departed components',
  columns,
  scope: 'component',
  shown: [{ column: 'departed', is: 'in', values: [true] }],
  totals: {
    countByPortfolio: { title: 'By portfolio', groupBy: ['portfolio'], measures: { components: { of: 'count' } } },
    countByUnit: { title: 'By department', groupBy: ['unit'], measures: { components: { of: 'count' } } },
  },
  steps: {
    ProjectRegistered: (row, { entityId, data: { name, unit, portfolioId } }) => ({
      ...(row ?? blank),
      component: entityId,
      name,
      unit,
      portfolio: portfolioId,
      registered: true,
      departed: false,
      departedAt: null,
    }),
    ProgrammeMandated: (row, { entityId, data: { name, unit, portfolioId } }) => ({
      ...(row ?? blank),
      component: entityId,
      kind: 'PROGRAMME',
      name,
      unit,
      portfolio: portfolioId,
      registered: true,
    }),
    LegacyProfileReported: (row, { entityId, data: { name, unit, portfolioId, source, returnOn } }) => {
      if (row && isOlderReturn(row, { source, returnOn })) return row;
      if (row?.registered) return { ...row, source, returnOn };
      return { ...blank, component: entityId, name, unit: unit ?? null, portfolio: portfolioId, source, returnOn };
    },
    LegacyAbsenceReported: (row, { data: { source, returnOn }, metadata }) =>
      !row || row.registered || row.departed || row.source !== source || isOlderReturn(row, { source, returnOn })
        ? row
        : { ...row, departed: true, departedAt: metadata.effectiveAt, returnOn },
    ProjectRenamed: (row, { data }) => row && { ...row, name: data.name },
    ProjectTransferred: (row, { data }) => row && { ...row, unit: data.unit },
    ProjectTerminated: (row, { data: { reason }, metadata }) =>
      row && {
        ...row,
        departed: true,
        departedAt: metadata.effectiveAt,
        reason,
        decisionNo: decisionOf(metadata),
      },
    ComponentRemoved: {
      keys: ({ data }) => [data.componentId],
      step: (row, { entityId, data, metadata }) => ({
        ...(row ?? blank),
        component: data.componentId,
        kind: data.kind,
        portfolio: entityId,
        name: data.name ?? row?.name ?? null,
        unit: data.unit ?? row?.unit ?? null,
        registered: true,
        departed: true,
        departedAt: metadata.effectiveAt,
        reason: data.reason,
        decisionNo: decisionOf(metadata),
      }),
    },
  },
});

const decisionOf = ({ authority: { basis, ref } }: EventMetadata): string | null =>
  basis === 'DECISION' && ref ? ref : null;
