import { hash } from 'node:crypto';
import { canonicalJson } from '@tabularium/kernel';

/** SHA-256 (hex) of the canonical JSON of what was asked: aggregate, id, command and data. */
export const commandHash = (
  aggregate: string,
  { id, command, data }: { readonly id: string; readonly command: string; readonly data: object },
): string => hash('sha256', canonicalJson({ aggregate, id, command, data }));
