import { viewRows, type Seen } from '@tabularium/testing';
import type { PortfolioEvents } from '../contract/portfolio.contract';
import type { ProgrammeEvents } from '../contract/programme.contract';
import type { ProjectEvents } from '../contract/project.contract';
import { departedComponents } from './departed-components.view';

type Events = ProjectEvents & PortfolioEvents & ProgrammeEvents;
type Event = Seen<Events>;
const after = (...events: readonly Event[]) => viewRows<Events>(departedComponents, ...events)['P-1'];

const id = 'P-1';
const registered: Event = {
  id,
  type: 'ProjectRegistered',
  data: { name: 'Lights', portfolioId: 'CITY', unit: 'Harbour', tier: 'LIGHT', lifeCycle: 'PM2-1' },
};
const removed: Event = {
  id: 'CITY',
  type: 'ComponentRemoved',
  data: { kind: 'PROJECT', componentId: id, reason: 'Cut' },
  at: '2026-02-01T09:00:00.000Z',
};
const year = (returnOn: string, name = 'Bridge'): Event => ({
  id,
  type: 'LegacyProfileReported',
  data: { on: returnOn, returnOn, source: 'returns', name, unit: 'Roads', portfolioId: 'GMPP', notStated: [] },
  at: `${returnOn}T00:00:00.000Z`,
});
const absent = (returnOn: string): Event => ({
  id,
  type: 'LegacyAbsenceReported',
  data: { source: 'returns', returnOn },
  at: `${returnOn}T00:00:00.000Z`,
});

describe('departed-components', () => {
  it('shows nothing that is still there', () => {
    expect(after(registered)).toBeUndefined();
    expect(after(year('2014-09-30'))).toBeUndefined();
  });
  it('ComponentRemoved shows the project under its last name and unit', () => {
    const renamed: Event = { id, type: 'ProjectRenamed', data: { from: 'Lights', name: 'Lamps', reason: 'x' } };
    const moved: Event = { id, type: 'ProjectTransferred', data: { from: 'Harbour', unit: 'Roads', reason: 'x' } };
    expect(after(registered, renamed, moved, removed)).toEqual({
      component: id,
      kind: 'PROJECT',
      portfolio: 'CITY',
      name: 'Lamps',
      unit: 'Roads',
      departed: true,
      departedAt: '2026-02-01T09:00:00.000Z',
      reason: 'Cut',
      decisionNo: null,
      registered: true,
      source: null,
      returnOn: null,
    });
  });
  it('ProjectTerminated leaves the project in view, with reason and decision', () => {
    const terminated: Event = {
      id,
      type: 'ProjectTerminated',
      data: { reason: 'No longer needed', sunkCost: { minor: '100', ccy: 'GBP' } },
      decision: 'IB-2026-0001',
    };
    expect(after(registered, terminated)).toMatchObject({
      name: 'Lights',
      departed: true,
      reason: 'No longer needed',
      decisionNo: 'IB-2026-0001',
    });
    expect(after(terminated)).toBeUndefined();
  });
  it('ProgrammeMandated lets a programme be shown when it leaves', () => {
    const mandated: Event = {
      id,
      type: 'ProgrammeMandated',
      data: { name: 'Sea', portfolioId: 'CITY', unit: 'Harbour' },
    };
    const gone: Event = {
      id: 'CITY',
      type: 'ComponentRemoved',
      data: { kind: 'PROGRAMME', componentId: id, reason: 'x' },
    };
    expect(after(mandated)).toBeUndefined();
    expect(after(mandated, gone)).toMatchObject({ kind: 'PROGRAMME', name: 'Sea', unit: 'Harbour' });
  });
  it('LegacyAbsenceReported shows what a return no longer names, without a reason', () => {
    expect(after(year('2014-09-30'), absent('2015-09-30'))).toMatchObject({
      name: 'Bridge',
      unit: 'Roads',
      portfolio: 'GMPP',
      departedAt: '2015-09-30T00:00:00.000Z',
      returnOn: '2015-09-30',
      reason: null,
    });
  });
  it('keeps the day it left while later returns are silent too', () => {
    expect(after(year('2014-09-30'), absent('2015-09-30'), absent('2016-09-30'))).toMatchObject({
      departedAt: '2015-09-30T00:00:00.000Z',
    });
  });
  it('LegacyProfileReported brings it back, unless it was removed here', () => {
    expect(after(year('2014-09-30'), absent('2015-09-30'), year('2016-09-30'))).toBeUndefined();
    expect(after(year('2014-09-30'), removed, year('2026-09-30', 'New'))).toMatchObject({
      name: 'Bridge',
      reason: 'Cut',
    });
  });
  it('shows no registered project because a record is silent', () => {
    expect(after(year('2014-09-30'), registered, absent('2027-09-30'))).toBeUndefined();
  });
});
