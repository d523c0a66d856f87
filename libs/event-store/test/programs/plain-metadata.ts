import type { EventMetadata } from '@tabularium/kernel';

/** Metadata for events whose metadata does not matter. */
export const plainMetadata: EventMetadata = {
  schemaVersion: 1,
  recordedAt: '2026-01-05T09:00:00.000Z',
  effectiveAt: '2026-01-05T09:00:00.000Z',
  actor: { id: 'ana' },
  authority: { basis: 'ROLE' },
  commandId: 'command',
  commandHash: '00',
  correlationId: 'command',
  causationId: 'command',
};
