const loneSurrogate = /\p{Surrogate}/u;

/**
 * The one text of a JSON value (RFC 8785, JCS): no white space, names sorted by UTF-16 code units, numbers as ECMAScript
 * writes them. Names whose value is undefined are left out, as `JSON.stringify` does. Throws TypeError for what I-JSON
 * cannot hold: undefined elsewhere, numbers that are not finite, BigInt, functions, half characters, other objects.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return stringText(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || 'toJSON' in value) throw new TypeError(`${typeof value} has no canonical JSON`);
  return `{${members(value).join(',')}}`;
}

function members(value: object): readonly string[] {
  const texts: string[] = [];
  // Without a comparison of its own, sort goes by UTF-16 code units.
  for (const name of Object.keys(value).sort()) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== undefined) texts.push(`${stringText(name)}:${canonicalJson(member)}`);
  }
  return texts;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON`);
  return JSON.stringify(value);
}

function stringText(text: string): string {
  const json = JSON.stringify(text);
  // Half a character is written as an escape; an escaped backslash before `ud` gives a false alarm.
  if (json.includes('\\ud') && loneSurrogate.test(text)) throw new TypeError('Half a character has no canonical JSON');
  return json;
}
