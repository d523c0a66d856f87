import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../problem';

/** Whether a body of this form is read at all. The parser for `application/json` sees to the media type itself. */
export function bodyFormRefused(headers: IncomingHttpHeaders): Problem | undefined {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    return unsupported('content encodings are not taken');
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset) ? undefined : unsupported('UTF-8 only');
}

const unsupported = (words: string): Problem => new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', words);
