import { FACT_CORRECTED, FACT_VOIDED, instantOf } from '@tabularium/kernel';
import type { LoggedEvent } from '../src/port';
import { Random } from './random';
import type { Noted } from './random-log';
import { HOUR, loggedEvent, START } from './random-log';

/** A long log over many keys: 10 % late, 5 % amended soon after, 2 % scheduled. The same for the same seed. */
export function manyEvents(seed: number, length: number, keys = 200): readonly LoggedEvent[] {
  const random = new Random(seed);
  const events: LoggedEvent[] = [];
  const data = (): Noted => ({
    t: random.chance(0.05) ? 'close' : random.pick(['full', 'part', 'own'] as const),
    s: random.pick(['A', 'B', 'C']),
    n: random.int(0, 1_000),
    keys: [`k${random.int(1, keys)}`],
  });
  for (let index = 0; index < length; index++) {
    const clock = START + index * 60_000;
    const target = random.chance(0.05) && events[random.int(Math.max(0, index - 100), index - 1)];
    if (!target) events.push(loggedEvent(index, 'Noted', data(), clock, someTime(random, clock)));
    else if (target.type === FACT_VOIDED || random.chance(0.3))
      events.push(loggedEvent(index, FACT_VOIDED, { voidsEventId: target.id }, clock, clock));
    else {
      const shouldBe = target.type === 'Noted' ? { ...data(), keys: target.data['keys'] } : data();
      const correction = { correctsEventId: target.id, shouldBe, effectiveAt: instantOf(someTime(random, clock)) };
      events.push(loggedEvent(index, FACT_CORRECTED, correction, clock, clock));
    }
  }
  return events;
}

function someTime(random: Random, clock: number): number {
  if (random.chance(0.88)) return clock;
  return random.chance(0.8) ? clock - random.int(1, 100) * HOUR : clock + random.int(1, 2_000) * HOUR;
}
