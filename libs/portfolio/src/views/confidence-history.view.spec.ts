import { viewRows, type Seen } from '@tabularium/testing';
import type { ProjectEvents } from '../contract/project.contract';
import { confidenceHistory } from './confidence-history.view';

const assessed = (assessor: string, rating: string, at: string): Seen<ProjectEvents> => ({
  id: 'P-1',
  type: 'DeliveryConfidenceAssessed',
  data: { assessor, scale: 'DCA-5', rating, commentary: 'c' },
  at,
});

describe('confidence-history', () => {
  it('DeliveryConfidenceAssessed is a row of its own, also twice on a day', () => {
    const day = '2026-02-01T00:00:00.000Z';
    const rows = viewRows<ProjectEvents>(confidenceHistory, assessed('ipa', 'RED', day), assessed('ipa', 'AMBER', day));
    expect(rows).toMatchObject({
      'P-1.event-0': { project: 'P-1', assessmentEventId: 'event-0', effectiveAt: day, rating: 'RED', source: null },
      'P-1.event-1': { rating: 'AMBER', assessor: 'ipa', scale: 'DCA-5', commentary: 'c' },
    });
  });
});
