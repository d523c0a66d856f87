import type { Encoding } from './mapping';

/** The bytes are not in the encoding the mapping names. */
export class WrongEncoding extends Error {
  override readonly name = 'WrongEncoding';
}

/**
 * The text of a file, without byte-order mark. Throws WrongEncoding with the place of the first byte that does not fit.
 * In a file of mixed encodings a byte that is neither becomes U+FFFD, and the cell is reported.
 */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  const text = decoders[encoding](bytes);
  if (text.includes('\0')) throw new WrongEncoding(`holds a NUL character; is it really ${encoding}?`);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

const decoders: Readonly<Record<Encoding, (bytes: Uint8Array) => string>> = {
  'utf-8': (bytes) => mixed(bytes, (at) => refuse(bytes, at, 'utf-8')),
  'utf-16le': (bytes) => new TextDecoder('utf-16le').decode(bytes),
  'windows-1252': (bytes) => windows1252(bytes, (at) => refuse(bytes, at, 'windows-1252')),
  'utf-8-or-windows-1252': (bytes) => mixed(bytes, (at) => windows1252(bytes.subarray(at, at + 1), () => '\uFFFD')),
};

/** UTF-8 where the bytes are UTF-8; what is not is handed over byte by byte. */
function mixed(bytes: Uint8Array, other: (at: number) => string): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = endOfUtf8(bytes, at);
    if (end > at) parts.push(utf8.decode(bytes.subarray(at, end)));
    else parts.push(other(at));
    at = Math.max(end, at + 1);
  }
  return parts.join('');
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** End of the longest run of well-formed UTF-8 from here (RFC 3629, table in section 4). */
function endOfUtf8(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const length = lengthOfUtf8(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

function lengthOfUtf8(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || !isSecond(first, bytes[at + 1])) return 0;
  const rest = [bytes[at + 2], bytes[at + 3]].slice(0, length - 2);
  return rest.every((byte) => byte !== undefined && byte >= 0x80 && byte <= 0xbf) ? length : 0;
}

const secondBytes: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

function isSecond(first: number, second: number | undefined): boolean {
  const [least, most] = secondBytes.get(first) ?? [0x80, 0xbf];
  return second !== undefined && second >= least && second <= most;
}

/** Characters of the bytes 0x80 to 0x9F; the five that windows-1252 leaves undefined are spaces here. */
const upper = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** By our own table: some releases of Node decode windows-1252 as if it were Latin-1. */
function windows1252(bytes: Uint8Array, undefinedAt: (at: number) => string): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\u0080-\u009F]/gu, (control, at: number) => {
    const character = upper[control.charCodeAt(0) - 0x80] ?? ' ';
    return character === ' ' ? undefinedAt(at) : character;
  });
}

function refuse(bytes: Uint8Array, at: number, encoding: Encoding): never {
  const line = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
  const shown = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  throw new WrongEncoding(`byte ${at + 1} (line ${line}) is 0x${shown}, which is not ${encoding}`);
}
