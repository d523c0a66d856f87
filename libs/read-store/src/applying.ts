import type { Fact } from './content';
import { targetOf } from './content';
import { InvalidAmendment } from './errors';
import type { FactBook } from './facts';
import type { Folding } from './folding';
import type { LoggedEvent } from './port';
import type { Awaitable, LogEntry, LogReader, ViewWriter } from './storage';
import { FACT_CORRECTED, FACT_VOIDED, isAmendment } from '@tabularium/kernel';

/** Applies one entry of the log, amendment or fact, to one view. Throws CannotApply. */
export function applyEntry(
  { event, now, fact }: LogEntry,
  folding: Folding,
  tables: ViewWriter,
  log: LogReader,
  book: FactBook,
): Awaitable<void> {
  folding.begin(event.index, now);
  if (isAmendment(event)) return applyAmendment(event, fact, folding, tables, log, book);
  if (!folding.concerns(event.type)) return;
  const content = book.content(log, event.index, event.index);
  const apply = (known: Fact | null): Awaitable<void> => (known ? folding.apply(tables, log, known) : undefined);
  return content instanceof Promise ? content.then(apply) : apply(content);
}

async function applyAmendment(
  { index, type }: LoggedEvent,
  fact: number | null,
  folding: Folding,
  tables: ViewWriter,
  log: LogReader,
  book: FactBook,
): Promise<void> {
  if (fact === null) throw new InvalidAmendment(`${type} at log index ${index} has no target it can amend`);
  const before = await book.content(log, fact, index - 1);
  const after = await book.content(log, fact, index);
  await folding.move(tables, log, { before, after });
}

type Aim = Pick<LogEntry, 'amends' | 'fact'>;

const nowhere: Aim = { amends: null, fact: null };

/**
 * What an amendment is about. Event ids may repeat across streams, so its own stream is looked at first, then the first
 * in the log. A correction of a void, and an amendment of something that is not there, is about nothing.
 */
export async function aimOf(log: LogReader, event: LoggedEvent): Promise<Aim> {
  const id = targetOf(event);
  const named = id === undefined ? [] : await log.withEventId(id);
  const target = named.find((entry) => entry.event.stream === event.stream) ?? named[0];
  if (!target) return nowhere;
  if (!isAmendment(target.event)) return { amends: target.event.index, fact: target.event.index };
  if (target.fact === null || (event.type === FACT_CORRECTED && target.event.type === FACT_VOIDED)) return nowhere;
  return { amends: target.event.index, fact: target.fact };
}
