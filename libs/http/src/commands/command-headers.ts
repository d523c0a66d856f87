import { isId } from '@tabularium/contracts';
import { badParameter } from '../problem';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The `Idempotency-Key`: an id of at most 100 characters; bare or quoted. Undefined when there is none. Throws Problem (400). */
export function idempotencyKey(headers: Headers): string | undefined {
  const key = single(headers, 'idempotency-key');
  if (key === undefined) return undefined;
  const bare = unquoted(key);
  if (!isId(bare)) throw badParameter('Idempotency-Key', 'must be an id of at most 100 letters, digits, - . _ ~');
  return bare;
}

/** The revision of `If-Match`, quoted or bare: a whole number from 0. Throws Problem (400). */
export function expectedRevision(headers: Headers): number | undefined {
  const value = single(headers, 'if-match');
  if (value === undefined) return undefined;
  const revision = unquoted(value);
  if (!/^(?:0|[1-9]\d{0,15})$/.test(revision)) throw badParameter('If-Match', 'must be a revision, like "7"');
  return Number(revision);
}

/** True when the answer is to wait until the views show what was done. Other preferences are ignored (RFC 7240). */
export const waitsForProjection = (headers: Headers): boolean =>
  [headers['prefer'] ?? []]
    .flat()
    .flatMap((value) => value.split(','))
    .some((preference) => /^wait\s*=\s*"?projection"?$/i.test(preference.trim()));

const unquoted = (value: string): string => /^"(.*)"$/.exec(value)?.[1] ?? value;

function single(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  if (value === undefined || typeof value === 'string') return value;
  throw badParameter(name, 'must be given once');
}
