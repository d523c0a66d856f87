import { BadJson } from './bad-json';
import { countColons } from './scan';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const loneSurrogate = /\p{Surrogate}/u;
/** Characters that make text read differently from what it says (embedding, override, isolate), and NUL. */
const deceptive = /[\0\u202a-\u202e\u2066-\u2069]/;

/**
 * The value of JSON bytes as this engine takes it: UTF-8 without byte order mark, each key once, whole exact numbers, no
 * `__proto__`, no NUL, no half or deceptive characters, at most 32 levels. Throws BadJson.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  const colons = countColons(text);
  const value = parse(text);
  const mayDeceive = text.includes('\\u') || deceptive.test(text);
  if (keysIn(value, mayDeceive) < colons) throw new BadJson('a key occurs twice');
  return value;
}

function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new BadJson('nothing was sent');
  const text = decodeUtf8(bytes);
  if (text.charCodeAt(0) === 0xfeff) throw new BadJson('a byte order mark');
  return text;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BadJson('bytes that are not UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadJson('not JSON');
  }
}

/** Keys that arrived, in all objects. */
function keysIn(value: unknown, mayDeceive: boolean): number {
  if (typeof value === 'string' && mayDeceive) checkText(value);
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + keysIn(entry, mayDeceive), 0);
  let keys = 0;
  for (const [key, member] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw new BadJson(`a key named ${key}`);
    if (mayDeceive) checkText(key);
    keys += 1 + keysIn(member, mayDeceive);
  }
  return keys;
}

function checkText(text: string): void {
  if (deceptive.test(text)) throw new BadJson('a NUL or a character that changes the direction of text');
  if (loneSurrogate.test(text)) throw new BadJson('half a character (a lone surrogate)');
}
