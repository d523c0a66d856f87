import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays, instantOf, millis } from './dates';
import { effectiveAtOf, zoneOf } from './zone';

describe('the organisation zone', () => {
  const london = zoneOf('Europe/London');

  it('begins a summer day an hour before UTC does', () => {
    expect(london.startOf('2026-07-01')).toBe('2026-06-30T23:00:00.000Z');
    expect(london.endOf('2026-07-01')).toBe('2026-07-01T22:59:59.999Z');
    expect(london.dayOf('2026-06-30T23:30:00.000Z')).toBe('2026-07-01');
  });

  it('knows days of 23 and 25 hours', () => {
    const hours = (date: string) => (millis(london.endOf(date)) + 1 - millis(london.startOf(date))) / 3_600_000;
    expect([hours('2026-03-29'), hours('2026-10-25')]).toEqual([23, 25]);
  });

  it.each([
    'Europe/London',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Australia/Lord_Howe',
  ])('agrees with luxon in %s', (name) => {
    const zone = zoneOf(name);
    fc.assert(
      fc.property(fc.integer({ min: 3_000, max: 30_000 }), (days) => {
        const date = addDays('1970-01-01', days);
        const start = DateTime.fromISO(date, { zone: name }).startOf('day').toMillis();
        expect(zone.startOf(date)).toBe(instantOf(start));
        expect(zone.dayOf(zone.startOf(date))).toBe(date);
        expect(zone.dayOf(zone.endOf(date))).toBe(date);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a zone that is none', () => {
    expect(() => zoneOf('Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('when a business day takes effect', () => {
  const zone = zoneOf('Europe/London');
  const now = '2026-07-01T10:00:00.000Z';
  it.each([
    ['no day', undefined, now],
    ['today', '2026-07-01', now],
    ['a past day', '2026-06-30', '2026-06-30T22:59:59.999Z'],
    ['a future day', '2026-07-02', '2026-07-01T23:00:00.000Z'],
  ])('%s', (_, day, at) => {
    expect(effectiveAtOf(day, now, zone)).toBe(at);
  });
});
