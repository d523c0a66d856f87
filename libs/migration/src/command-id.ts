import { createHash } from 'node:crypto';
import { v5 } from 'uuid';

/** Names the importer's own ids among all version 5 UUIDs (RFC 9562, section 5.5). */
const NAMESPACE = '6f9b8a52-1c0e-4f6e-9a75-3d2f6c1b7e40';

/** The id of a command, from what it says: the same is asked for once only, however often it is sent. */
export const commandIdOf = (...parts: readonly (string | number)[]): string => v5(JSON.stringify(parts), NAMESPACE);

export const contentOf = (data: object): string => createHash('sha256').update(JSON.stringify(data)).digest('hex');
