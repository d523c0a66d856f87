import { join } from 'node:path';

export const EVENTS_FILE = 'events.db';

/** Where the log is: a folder (made if need be; the file is `events.db` in it), or the file itself. */
export type EmbeddedPlace = { readonly folder: string } | { readonly file: string };

export const fileOf = (place: EmbeddedPlace): string =>
  'file' in place ? place.file : join(place.folder, EVENTS_FILE);
