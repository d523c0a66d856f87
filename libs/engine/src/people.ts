import type { LogClock, States } from '@tabularium/event-store';
import { callerOf, type Caller } from '@tabularium/identity';
import type { Zone } from '@tabularium/kernel';
import { personFold } from '@tabularium/organisation';

/** Persons as callers: what their events gave them and is in force today. Read anew every time, so taking a role back works at once. */
export class People {
  constructor(
    private readonly states: States,
    private readonly clock: LogClock,
    private readonly zone: Zone,
  ) {}

  readonly callerOf = async (id: string): Promise<Caller> => {
    const { state } = await this.states.reading(personFold, id);
    return callerOf(id, state, this.zone.dayOf(this.clock.now()));
  };
}
