import type { Expected, NewEvent } from './port';
import { InvalidEvent, MAX_EVENT_BYTES, MAX_EVENTS_PER_APPEND } from './port';

/** An event checked and serialised: data and metadata are JSON text. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** Longest name of a stream or an event type, in UTF-16 code units. */
const MAX_NAME_LENGTH = 256;

const MAX_DEPTH = 64;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const loneSurrogate = /\p{Surrogate}/u;
/** How `JSON.stringify` writes NUL and half characters; an escaped backslash before it gives a false alarm. */
const suspiciousEscape = /\\u(?:0000|d[89a-f])/;

/** Checks a whole append before anything is written. Throws InvalidEvent. */
export function encodeAppend(stream: string, expected: Expected, events: readonly NewEvent[]): readonly EncodedEvent[] {
  checkName(stream, 'stream name');
  checkExpected(expected);
  if (events.length > MAX_EVENTS_PER_APPEND) {
    throw new InvalidEvent(`${events.length} events in one append; at most ${MAX_EVENTS_PER_APPEND} are taken`);
  }
  return events.map(encodeEvent);
}

/** Throws InvalidEvent for names no store of ours takes: empty, over 256, `$…`, NUL, half characters. */
export function checkName(name: string, what: string): void {
  if (name === '') throw new InvalidEvent(`An empty ${what}`);
  if (name.length > MAX_NAME_LENGTH)
    throw new InvalidEvent(`A ${what} of ${name.length} characters; at most ${MAX_NAME_LENGTH}`);
  if (name.startsWith('$')) throw new InvalidEvent(`The ${what} ${name} starts with $, which is the server's own`);
  checkText(name, what);
}

function checkExpected(expected: Expected): void {
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new InvalidEvent(`${expected} is no revision`);
  }
}

function encodeEvent(event: NewEvent): EncodedEvent {
  const id = event.id.toLowerCase();
  if (!uuidPattern.test(id)) throw new InvalidEvent(`The event id ${event.id} is no UUID`);
  checkName(event.type, 'event type');
  const encoded = {
    id,
    type: event.type,
    data: encodeJson(event.data, 'data'),
    metadata: encodeJson(event.metadata, 'metadata'),
  };
  const bytes = Buffer.byteLength(encoded.data) + Buffer.byteLength(encoded.metadata);
  if (bytes > MAX_EVENT_BYTES) throw new InvalidEvent(`An event of ${bytes} bytes; at most ${MAX_EVENT_BYTES}`);
  return encoded;
}

function encodeJson(value: unknown, path: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidEvent(`${path} is no object`);
  checkJson(value, path, 0);
  const json = JSON.stringify(value);
  if (suspiciousEscape.test(json)) checkTexts(value, path);
  return json;
}

/** Refuses everything that would not come back as it went in. */
function checkJson(value: unknown, path: string, depth: number): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value !== 'object' || 'toJSON' in value)
    throw new InvalidEvent(`${path} is ${describe(value)}, which JSON cannot hold`);
  if (depth === MAX_DEPTH) throw new InvalidEvent(`${path} is nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) checkJson(value[i], path, depth + 1);
    return;
  }
  if (!isRecord(value)) throw new InvalidEvent(`${path} is ${describe(value)}, which JSON cannot hold`);
  for (const name of Object.keys(value)) checkJson(value[name], `${path}.${name}`, depth + 1);
}

function checkTexts(value: unknown, path: string): void {
  if (typeof value === 'string') checkText(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    checkText(name, `a name in ${path}`);
    checkTexts(inner, `${path}.${name}`);
  }
}

function checkText(text: string, what: string): void {
  if (text.includes('\0')) throw new InvalidEvent(`A NUL character in ${what}`);
  if (loneSurrogate.test(text)) throw new InvalidEvent(`Half a character (a lone surrogate) in ${what}`);
}

/** Plain objects and message classes; not maps, sets, buffers and the like, whose content JSON would drop. */
const isRecord = (value: object): value is Record<string, unknown> =>
  !(value instanceof Map || value instanceof Set || ArrayBuffer.isView(value) || value instanceof ArrayBuffer);

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? `a ${value.constructor.name}`
    : `${typeof value} (${String(value)})`;
}
