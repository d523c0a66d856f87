import { randomUUID } from 'node:crypto';
import type { NewEvent } from '@tabularium/event-store';

/** About 600 bytes of data. */
export const data = {
  title: 'Budget revision',
  text: 'x'.repeat(480),
  lines: [1, 2, 3],
  amount: { minor: '123456789', ccy: 'GBP' },
} as const;

/** About 430 bytes of metadata. */
export const metadata = () => ({
  schemaVersion: 1,
  recordedAt: '2026-01-05T09:00:00.000Z',
  effectiveAt: '2026-01-05T09:00:00.000Z',
  actor: { id: 'ana', role: 'PMO' },
  authority: { basis: 'ROLE', ref: 'PMO' } as const,
  commandId: randomUUID(),
  commandHash: 'f'.repeat(64),
  correlationId: randomUUID(),
  causationId: randomUUID(),
});

export const newEvent = (): NewEvent => ({ id: randomUUID(), type: 'BudgetRevised', data, metadata: metadata() });

/** A new stream every hundred events, as aggregates are: where the n-th event of a writer goes. */
export const placeOf = (run: string, writer: number, n: number): readonly [stream: string, revision: number] => [
  `budget-${run}.${writer}.${Math.floor(n / 100)}`,
  n % 100,
];
