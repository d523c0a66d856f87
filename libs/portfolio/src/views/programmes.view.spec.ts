import { viewRows, type Seen } from '@tabularium/testing';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProgrammeEvents } from '../contract/programme.contract';
import { programmes } from './programmes.view';

type Events = ProgrammeEvents & PortfolioEvents;
type Event = Seen<Events>;
const id = 'SEA';
const after = (...events: readonly Event[]) => viewRows<Events>(programmes, ...events)[id];
const mandated: Event = { id, type: 'ProgrammeMandated', data: { name: 'Sea', portfolioId: 'CITY', unit: 'Harbour' } };

describe('programmes', () => {
  it('ProgrammeMandated', () => {
    expect(after(mandated)).toMatchObject({
      name: 'Sea',
      portfolio: 'CITY',
      unit: 'Harbour',
      state: 'MANDATED',
      sro: null,
    });
  });
  const steps: readonly (readonly [Event, object])[] = [
    [{ id, type: 'SROAppointed', data: { personId: 'sam' } }, { sro: 'sam' }],
    [{ id, type: 'ProgrammeClosed', data: { reason: 'x' } }, { state: 'CLOSED' }],
    [
      { id: 'CITY', type: 'ComponentAdmitted', data: { kind: 'PROGRAMME', componentId: id, category: 'Ports' } },
      { category: 'Ports' },
    ],
    [{ id: 'CITY', type: 'ComponentAdmitted', data: { kind: 'PROJECT', componentId: id, category: 'Ports' } }, {}],
  ];
  it.each(steps)('$type', (event, changed) => {
    expect(after(mandated, event)).toEqual({ ...after(mandated), ...changed });
  });
  it('ComponentRemoved takes it out', () => {
    const removed: Event = {
      id: 'CITY',
      type: 'ComponentRemoved',
      data: { kind: 'PROGRAMME', componentId: id, reason: 'x' },
    };
    expect(after(mandated, removed)).toBeUndefined();
  });
});
