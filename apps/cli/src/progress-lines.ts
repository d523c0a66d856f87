import { plural } from './format/text';
import type { Io } from './io';

const LINE_EVERY = 5_000;

/** A line on stderr now and then, where nobody knows how much there is. */
export function progressLines(io: Io, what: string): (events: number) => void {
  let next = LINE_EVERY;
  return (events) => {
    if (events < next) return;
    next = events + LINE_EVERY;
    io.err(`  ${plural(events, 'event')} ${what}\n`);
  };
}
