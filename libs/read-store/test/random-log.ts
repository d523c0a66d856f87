import { FACT_CORRECTED, FACT_VOIDED, instantOf } from '@tabularium/kernel';
import type { LoggedEvent } from '../src/port';
import type { Random } from './random';

/** Data of the one fact type of the test views; what a step does with it depends on `t`. */
export interface Noted {
  readonly t: 'full' | 'part' | 'own' | 'close' | 'noop';
  readonly s: string;
  readonly n: number;
  readonly keys: readonly string[];
}

export const HOUR = 3_600_000;
export const START = Date.parse('2024-01-10T00:00:00.000Z');
export const KEYS = ['k0', 'k1', 'k2', 'Ärger', '😀', 'k5'];
const STATES = ['A', 'B', 'C', 'Straße', 'x*y[z]?'];

interface Planned {
  readonly type: string;
  readonly data: object;
  readonly effectiveAt: number;
}

/** An event as a follower would hand it over; times in ms since 1970. */
export const loggedEvent = (
  index: number,
  type: string,
  data: object,
  recordedAt: number,
  effectiveAt: number,
  stream = `thing-${index % 3}`,
): LoggedEvent => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  index,
  position: String(index).padStart(16, '0'),
  stream,
  revision: index,
  type,
  data: { ...data },
  metadata: {
    schemaVersion: 1,
    recordedAt: instantOf(recordedAt),
    effectiveAt: instantOf(effectiveAt),
    actor: { id: 'ana' },
    authority: { basis: 'ROLE' },
    commandId: `command-${Math.floor(index / 2)}`,
    commandHash: '',
    correlationId: '',
    causationId: '',
  },
});

/** Late, scheduled, corrected and voided facts, with ties, clocks that step back, and amendments of amendments. */
export function randomLog(random: Random, length: number): readonly LoggedEvent[] {
  const events: LoggedEvent[] = [];
  let clock = START;
  for (let index = 0; index < length; index++) {
    clock += random.int(0, 8) * HOUR;
    const recordedAt = clock - (random.chance(0.05) ? random.int(1, 20) * HOUR : 0);
    const { type, data, effectiveAt } = randomEvent(random, events, clock);
    events.push(loggedEvent(index, type, data, recordedAt, effectiveAt));
  }
  return events;
}

const randomNoted = (random: Random): Noted => ({
  t: random.pick(['full', 'full', 'part', 'own', 'close', 'noop'] as const),
  s: random.pick(STATES),
  n: random.int(0, 4),
  keys: random.some(KEYS, 3),
});

function randomEvent(random: Random, events: readonly LoggedEvent[], clock: number): Planned {
  const target = events.length > 2 && random.chance(0.3) ? amendable(random, events) : undefined;
  if (!target) return { type: 'Noted', data: randomNoted(random), effectiveAt: randomTime(random, clock) };
  if (target.type === FACT_VOIDED || random.chance(0.45))
    return { type: FACT_VOIDED, data: { voidsEventId: target.id, reason: '' }, effectiveAt: clock };
  const date = random.chance(0.45) ? { effectiveAt: instantOf(randomTime(random, clock)) } : {};
  const data = {
    correctsEventId: target.id,
    factType: 'Noted',
    was: {},
    shouldBe: randomNoted(random),
    reason: '',
    ...date,
  };
  return { type: FACT_CORRECTED, data, effectiveAt: clock };
}

/** Amendments themselves are amended more often than chance would have it. */
function amendable(random: Random, events: readonly LoggedEvent[]): LoggedEvent {
  const amendments = events.filter(({ type }) => type !== 'Noted');
  return amendments.length > 0 && random.chance(0.4) ? random.pick(amendments) : random.pick(events);
}

/** Mostly now, often late, sometimes scheduled; whole hours, so that ties happen. */
function randomTime(random: Random, clock: number): number {
  if (random.chance(0.5)) return clock;
  return random.chance(0.65) ? clock - random.int(0, 150) * HOUR : clock + random.int(1, 120) * HOUR;
}
