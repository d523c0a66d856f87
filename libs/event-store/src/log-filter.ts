import type { LogFilter } from './port';

/** Whether an event is delivered. System events (`$…`) never are. */
export type Matcher = (stream: string, type: string) => boolean;

/** Throws SyntaxError for a regular expression that is none. */
export function matcherOf(filter: LogFilter | undefined): Matcher {
  const wanted = filter ? wantedBy(filter) : () => true;
  return (stream, type) => !stream.startsWith('$') && !type.startsWith('$') && wanted(stream, type);
}

function wantedBy(filter: LogFilter): Matcher {
  if ('streamPrefixes' in filter) return (stream) => startsWithAny(stream, filter.streamPrefixes);
  if ('typePrefixes' in filter) return (_, type) => startsWithAny(type, filter.typePrefixes);
  if ('streamRegex' in filter) return byRegex(filter.streamRegex, (stream) => stream);
  return byRegex(filter.typeRegex, (_, type) => type);
}

function byRegex(source: string, pick: (stream: string, type: string) => string): Matcher {
  const regex = new RegExp(source, 'u');
  return (stream, type) => regex.test(pick(stream, type));
}

const startsWithAny = (text: string, prefixes: readonly string[]): boolean => prefixes.some((p) => text.startsWith(p));
