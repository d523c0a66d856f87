import type { LoggedEvent } from '@tabularium/read-store';
import { laterCorrections } from './later-corrections';

const decidedOn = '2026-03-09';
const noon = (day: string) => `${day}T12:00:00.000Z`;

/** A stream of one thing: each event with its day, all recorded in this order. The decision is event 100. */
function happened(...events: readonly (readonly [type: string, day: string, data: LoggedEvent['data']])[]) {
  return events.map(([type, day, data], at) => logged(type, day, data, type.startsWith('Fact') ? 200 + at : at));
}

const logged = (type: string, day: string, data: LoggedEvent['data'], index: number): LoggedEvent => ({
  index,
  position: String(index),
  id: `event-${index}`,
  stream: 'any-ONE',
  revision: index,
  type,
  data,
  metadata: {
    schemaVersion: 1,
    recordedAt: noon('2026-04-01'),
    effectiveAt: noon(day),
    actor: { id: 'dora' },
    authority: { basis: 'ROLE' },
    commandId: 'c',
    commandHash: '',
    correlationId: 'c',
    causationId: 'c',
    reason: 'x',
  },
});

const decided = logged('DecisionMade', decidedOn, { decidedOn }, 100);
const kinds = (stream: readonly LoggedEvent[]) =>
  laterCorrections(stream, { decided, day: decidedOn, dayBefore: '2026-03-08T23:59:59.999Z' }).map(
    ({ kind, factType }) => `${kind} ${factType}`,
  );
const corrected = (factType: string, was: object, shouldBe: object, more: object = {}) =>
  [
    'FactCorrected',
    '2026-04-01',
    { correctsEventId: 'event-0', factType, was, shouldBe, reason: 'x', ...more },
  ] as const;

const held = { role: 'BOARD_MEMBER', from: '2026-01-05' };
const until = (day: string) => ({ ...held, until: day });

it('what was in force at the moment, or is now known to have been, was its basis', () => {
  const given = (day: string, data: object) => ['RoleGranted', day, { ...data }] as const;
  expect(kinds(happened(given('2026-01-05', held), corrected('RoleGranted', held, until('2026-03-01'))))).toEqual([
    'CORRECTED RoleGranted',
  ]);
  const longer = corrected('RoleGranted', until('2026-03-01'), until('2026-03-09'));
  expect(kinds(happened(given('2026-01-05', until('2026-03-01')), longer))).toEqual(['CORRECTED RoleGranted']);
  const earlier = corrected('RoleGranted', held, held, { effectiveAt: noon('2026-03-01') });
  expect(kinds(happened(given('2026-03-20', held), earlier))).toEqual(['CORRECTED RoleGranted']);
});

it('what was over before or begins after, by both records, was not', () => {
  const over = until('2026-03-01');
  const shorter = corrected('RoleGranted', over, until('2026-02-01'));
  expect(kinds(happened(['RoleGranted', '2026-01-05', over], shorter))).toEqual([]);
  const voided = ['FactVoided', '2026-04-01', { voidsEventId: 'event-0', reason: 'x' }] as const;
  expect(kinds(happened(['RoleGranted', '2026-01-05', over], voided))).toEqual([]);
  expect(kinds(happened(['RoleGranted', '2026-01-05', held], voided))).toEqual(['VOIDED RoleGranted']);
  const later = corrected('RoleGranted', held, held, { effectiveAt: noon('2026-03-10') });
  expect(kinds(happened(['RoleGranted', '2026-03-20', held], later))).toEqual([]);
});

it('the running out of something is told with it', () => {
  const moved = corrected('RoleExpired', {}, {}, { effectiveAt: noon('2026-02-01') });
  expect(kinds(happened(['RoleExpired', '2026-03-02', {}], moved))).toEqual([]);
  expect(kinds([logged('RoleExpired', '2026-02-01', {}, 201)])).toEqual([]);
  expect(kinds([logged('RoleRevoked', '2026-02-01', {}, 201)])).toEqual(['BACKDATED RoleRevoked']);
});

it('the contents of a policy count while it was in force', () => {
  const draft = { version: 1, kind: 'RAG_THRESHOLDS', title: 'RAG', rules: [] };
  const changed = corrected('PolicyDrafted', draft, { ...draft, title: 'Red' });
  const from = (day: string) => ['PolicyActivated', day, { version: 1, from: day }] as const;
  const drafted = ['PolicyDrafted', '2026-01-05', draft] as const;
  expect(kinds(happened(drafted, from('2026-03-09'), changed))).toEqual(['CORRECTED PolicyDrafted']);
  expect(kinds(happened(drafted, from('2026-03-10'), changed))).toEqual([]);
});
