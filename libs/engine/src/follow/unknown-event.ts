import type { RecordedEvent } from '@tabularium/kernel';

/** An event that this release does not know: of another type, or of a later version of its type. A later release may. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
  constructor({ type, id, stream, revision, metadata }: RecordedEvent) {
    super(
      `This release does not know ${type} of version ${metadata.schemaVersion} (event ${id}, ${stream} at ${revision})`,
    );
  }
}

export const named = ({ type, id, stream, revision }: RecordedEvent): string =>
  `${type} ${id}, ${stream} at ${revision}`;
