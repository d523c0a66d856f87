import { view } from '@tabularium/read-store';
import type { ProjectEvents } from '../contract/project.contract';

/** Every assessment of delivery confidence, as it stands after corrections. Key: `<project>.<event id>`. */
export const confidenceHistory = view<ProjectEvents>()({
  name: 'confidence-history',
  version: 1,
  title: 'Delivery confidence over time',
  columns: {
    project: { type: 'text', title: 'Project', indexed: true },
    assessmentEventId: { type: 'text', title: 'Event, to correct it by' },
    effectiveAt: { type: 'instant', title: 'The day it speaks of', indexed: true },
    assessor: { type: 'text', title: 'Who rated', indexed: true },
    scale: { type: 'text', title: 'Scale', indexed: true },
    rating: { type: 'text', title: 'Rating', indexed: true },
    statement: { type: 'text', title: 'Words of a record that gives no rating' },
    commentary: { type: 'text', title: 'Commentary' },
    source: { type: 'text', title: 'Imported from' },
    returnOn: { type: 'date', title: 'Return it stands in' },
  },
  scope: 'project',
  totals: {
    countByRating: {
      title: 'By assessor, scale and rating',
      groupBy: ['assessor', 'scale', 'rating'],
      measures: { assessments: { of: 'count' } },
    },
  },
  steps: {
    DeliveryConfidenceAssessed: {
      keys: ({ entityId, id }) => [`${entityId}.${id}`],
      step: (_, { entityId, id, data, metadata }) => ({
        project: entityId,
        assessmentEventId: id,
        effectiveAt: metadata.effectiveAt,
        assessor: data.assessor,
        scale: data.scale,
        rating: data.rating ?? null,
        statement: data.statement ?? null,
        commentary: data.commentary ?? null,
        source: data.source ?? null,
        returnOn: data.returnOn ?? null,
      }),
    },
  },
});
