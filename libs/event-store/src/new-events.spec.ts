import { correct, zoneOf, type ActingAuthority, type CorrectedDate } from '@tabularium/kernel';
import { newEvents } from './new-events';

const authority: ActingAuthority = { basis: 'ROLE', covers: () => false };
const call = { id: 'A', command: 'Correct', data: {}, actor: { id: 'ana' }, authority, commandId: 'k' };
const stamp = {
  stream: 'account-A',
  hash: '',
  pins: {},
  now: '2026-07-01T09:00:00.000Z',
  zone: zoneOf('Pacific/Auckland'),
  schemaVersionOf: () => 1,
};

/** The date that the corrected fact gets. */
function dateOf(corrected?: CorrectedDate): unknown {
  const data = { correctsEventId: 'event-1', factType: 'Opened', was: {}, shouldBe: {}, reason: 'x' };
  const [event] = newEvents([correct(data, corrected ? { corrected } : {})], call, stamp);
  return event?.data['effectiveAt'];
}

it.each([
  ['a day that has passed, at its end', { on: '2026-06-30' }, '2026-06-30T11:59:59.999Z'],
  ['today, now', { on: '2026-07-01' }, '2026-07-01T09:00:00.000Z'],
  ['a day to come, at its start', { on: '2026-07-03' }, '2026-07-02T12:00:00.000Z'],
  [
    'not before what it follows',
    { on: '2026-06-30', notBefore: '2026-06-30T20:00:00.000Z' },
    '2026-06-30T20:00:00.000Z',
  ],
  ['not after what follows it', { on: '2026-06-30', notAfter: '2026-06-30T10:00:00.000Z' }, '2026-06-30T10:00:00.000Z'],
])('a corrected fact gets %s', (_, corrected, date) => {
  expect(dateOf(corrected)).toBe(date);
});

it('a corrected fact keeps its date where none is given', () => {
  expect(dateOf()).toBeUndefined();
});
