/**
 * A copy in which fields that are undefined are left out, at every depth, and message classes are plain objects.
 * Everything else is left for the store to judge.
 */
export function withoutUndefined<T extends object>(value: T): T {
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  // The same fields without the undefined ones: to a reader of optional fields there is no difference.
  return Object.fromEntries(kept.map(([name, member]) => [name, copied(member)])) as T;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  return isMessage(value) ? withoutUndefined(value) : value;
}

const isMessage = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !('toJSON' in value) &&
  !(Symbol.iterator in value) &&
  !ArrayBuffer.isView(value);
