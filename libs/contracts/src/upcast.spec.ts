import { FACT_VOIDED, type RecordedEvent } from '@tabularium/kernel';
import { Text } from './fields';
import { aggregateContract, Event } from './message';
import { eventUpcaster, upcaster, UnknownEvent } from './upcast';

@Event({
  summary: 'Third shape',
  version: 3,
  upcast: { 1: (data) => ({ title: data['name'] }), 2: (data) => ({ ...data, unit: 'not stated' }) },
})
class ThingNamed {
  @Text() readonly title!: string;
  @Text() readonly unit!: string;
}

@Event({ summary: 'First shape' })
class ThingClosed {}

@Event({ summary: 'A step is missing', version: 3, upcast: { 1: (data) => data } })
class ThingHalved {}

const contractWith = (events: Readonly<Record<string, new () => object>>) =>
  aggregateContract({ category: 'thing', title: 'Thing', commands: {}, events, refusals: {} });
const things = contractWith({ ThingNamed, ThingClosed });

const stored = (type: string, schemaVersion: number, data: RecordedEvent['data']): RecordedEvent => ({
  id: '00000000-0000-7000-8000-000000000001',
  stream: 'thing-1',
  revision: 0,
  type,
  data,
  metadata: {
    schemaVersion,
    recordedAt: '2026-01-01T00:00:00.000Z',
    effectiveAt: '2026-01-01T00:00:00.000Z',
    actor: { id: 'ana' },
    authority: { basis: 'ROLE' },
    commandId: 'c',
    commandHash: 'h',
    correlationId: 'c',
    causationId: 'c',
  },
});

describe('upcasting', () => {
  const upcast = upcaster([things]);

  it('takes every step from the stored version to the newest', () => {
    expect(upcast('ThingNamed', 1, { name: 'A' })).toEqual({ title: 'A', unit: 'not stated' });
    expect(upcast('ThingNamed', 2, { title: 'A' })).toEqual({ title: 'A', unit: 'not stated' });
  });

  it('leaves data of the newest version alone', () => {
    const data = { title: 'A', unit: 'B' };
    expect(upcast('ThingNamed', 3, data)).toBe(data);
  });

  it.each([
    ['a type without a contract', 'ThingLost', 1, undefined],
    ['a version later than the newest', 'ThingNamed', 4, 3],
    ['a version below the first', 'ThingNamed', 0, 3],
    ['a version that is no whole number', 'ThingNamed', 1.5, 3],
  ])('refuses %s', (_, type, version, newest) => {
    expect(() => upcast(type, version, {})).toThrow(new UnknownEvent(type, version, newest));
  });

  it('finds a missing step before any event is read', () => {
    expect(() => upcaster([contractWith({ ThingHalved })])).toThrow('no upcast from version 2');
  });

  it('finds two events of one name before any event is read', () => {
    expect(() => upcaster([things, contractWith({ ThingClosed })])).toThrow('Two contracts have an event ThingClosed');
  });

  it('says in the envelope which version the data now has', () => {
    const event = eventUpcaster([things])(stored('ThingNamed', 1, { name: 'A' }));
    expect(event).toMatchObject({ data: { title: 'A', unit: 'not stated' }, metadata: { schemaVersion: 3 } });
  });

  it('passes amendments as they are', () => {
    const event = stored(FACT_VOIDED, 1, { voidsEventId: 'x', reason: 'twice' });
    expect(eventUpcaster([things])(event)).toBe(event);
  });
});
