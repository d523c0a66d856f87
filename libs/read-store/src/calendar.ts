import type { Instant, LocalDate, Zone } from '@tabularium/kernel';
import { isInstant, isLocalDate, millis, zoneOf } from '@tabularium/kernel';
import { InvalidBasis } from './errors';

/** The organisation's days. "Today" is told, never read from a clock. */
export class Calendar {
  private readonly zone: Zone;

  /** Throws RangeError for a name the time zone database does not have. */
  constructor(
    timeZone: string,
    private readonly today: () => LocalDate,
  ) {
    this.zone = zoneOf(timeZone);
  }

  /** Last millisecond of today, since 1970. */
  endOfToday(): number {
    return this.endOf(this.today());
  }

  /** A day (its last millisecond) or an instant, in ms. Throws InvalidBasis; nothing is rolled over. */
  moment(text: LocalDate | Instant): number {
    return typeof text === 'string' && isInstant(text) ? millis(text) : this.endOf(text);
  }

  dayOf(instant: Instant): LocalDate {
    return this.zone.dayOf(instant);
  }

  private endOf(date: LocalDate): number {
    if (typeof date !== 'string' || !isLocalDate(date) || date > LAST_DAY)
      throw new InvalidBasis(`${JSON.stringify(date)} is neither a day nor an instant in UTC`);
    return millis(this.zone.endOf(date));
  }
}

/** The day after it still has four digits. */
const LAST_DAY = '9999-12-30';
