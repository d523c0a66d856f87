import type { Basis } from '@tabularium/read-store';
import { formatInstant } from './value';

/** One line that says what an answer is based on; asking with it again gives the same answer for ever. */
export const basisLine = ({ asOf, knownAt, logIndex }: Basis): string =>
  `as of ${formatInstant(asOf)}, known at ${knownAt === null ? 'no event yet' : formatInstant(knownAt)}, log index ${logIndex}`;
