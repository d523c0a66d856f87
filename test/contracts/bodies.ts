import { schemaOf, type JsonSchema, type MessageClass } from '@tabularium/contracts';
import fc from 'fast-check';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Bodies that fit the message, and bodies with one to three things changed in them. */
export const bodiesOf = (message: MessageClass): fc.Arbitrary<Json> =>
  fc
    .tuple(valueOf(schemaOf(message)), fc.array(change, { maxLength: 3 }))
    .map(([body, changes]) => changes.reduce(applied, body));

interface Rules {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

function valueOf(rules: Rules): fc.Arbitrary<Json> {
  if (rules.enum) return fc.constantFrom(...rules.enum);
  if (rules.type === 'object') return objectOf(rules);
  if (rules.type === 'array') return listOf(rules);
  if (rules.type === 'integer') return fc.integer({ min: rules.minimum ?? 0, max: rules.maximum ?? 0 });
  if (rules.type === 'boolean') return fc.boolean();
  return textOf(rules);
}

function objectOf({ properties = {}, required = [] }: Rules): fc.Arbitrary<Json> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueOf(schema)]));
  return fc.record(fields, { requiredKeys: [...required], noNullPrototype: true });
}

function listOf({ items = {}, minItems = 0, maxItems = 0, uniqueItems }: Rules): fc.Arbitrary<Json> {
  const lengths = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) };
  return uniqueItems ? fc.uniqueArray(valueOf(items), lengths) : fc.array(valueOf(items), lengths);
}

function textOf({ format, pattern, minLength = 0, maxLength = 20 }: Rules): fc.Arbitrary<string> {
  if (format === 'local-date') return moment.map((date) => date.toISOString().slice(0, 10));
  if (format === 'instant') return moment.map((date) => date.toISOString());
  if (pattern) return patterned(pattern);
  const short = fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, minLength + 20) });
  return fc.oneof(
    { weight: 9, arbitrary: short },
    fc.constantFrom('x', '😀').map((sign) => sign.repeat(maxLength)),
  );
}

const moment = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

/** Texts for the patterns the field vocabulary has: ids, minor units, periods, decimals, hashes. */
const families: readonly fc.Arbitrary<string>[] = [
  fc.array(fc.constantFrom('A', 'z', '7', '_', '~', '-', '.x'), { maxLength: 20 }).map((signs) => `K${signs.join('')}`),
  fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }).map(String),
  moment.map((date) => date.toISOString().slice(0, 7)),
  fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }).map((digits) => `${digits}.${digits}`),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
];

function patterned(pattern: string): fc.Arbitrary<string> {
  const expression = new RegExp(pattern, 'u');
  const family = families.find((texts) =>
    fc.sample(texts, { numRuns: 20, seed: 1 }).every((text) => expression.test(text)),
  );
  if (!family) throw new Error(`No texts are known for the pattern ${pattern}`);
  return family;
}

interface Change {
  readonly at: number;
  readonly how: 'drop' | 'add' | 'replace';
  readonly key: string;
  readonly value: Json;
}

const hostile = [
  ...[
    '',
    ' ',
    '0',
    '-0',
    '-1',
    '007',
    '1e3',
    'x'.repeat(100),
    'x'.repeat(101),
    'a/b',
    'a.',
    '.a',
    'A\n',
    '😀'.repeat(201),
  ],
  ...[
    '2026-02-30',
    '2026-13',
    '0000-01-01',
    '2026-02-28T24:00:00.000Z',
    '2026-02-28T00:00:00+01:00',
    'gbp',
    'XAU',
    'á',
  ],
];

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('drop', 'add', 'replace'),
  key: fc.string({ minLength: 1, maxLength: 8 }).filter((key) => !(key in Object.prototype)),
  value: fc.oneof(
    fc.constantFrom<Json>(...hostile, null, true, 0, -1, 1.5, 10_001, {}, [], [[]], [null], [{}]),
    fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }) as fc.Arbitrary<Json>,
  ),
});

type Path = readonly (string | number)[];

function applied(body: Json, { at, how, key, value }: Change): Json {
  const paths = pathsOf(body);
  const path = paths[at % paths.length] ?? [];
  if (how === 'replace') return changed(body, path, () => value);
  if (how === 'add') return changed(body, path, (old) => (isObject(old) ? { ...old, [key]: value } : old));
  return dropped(body, path);
}

/** The body itself and everything in it. */
function pathsOf(body: Json, path: Path = []): readonly Path[] {
  if (typeof body !== 'object' || body === null) return [path];
  const entries: readonly [string | number, Json][] = Array.isArray(body)
    ? body.map((entry: Json, index): [number, Json] => [index, entry])
    : Object.entries(body);
  return [path, ...entries.flatMap(([key, entry]) => pathsOf(entry, [...path, key]))];
}

function changed(body: Json, [first, ...rest]: Path, change: (old: Json) => Json): Json {
  if (first === undefined) return change(body);
  if (isList(body)) return body.map((entry, index) => (index === first ? changed(entry, rest, change) : entry));
  if (!isObject(body)) return body;
  return { ...body, [first]: changed(body[first] ?? null, rest, change) };
}

function dropped(body: Json, path: Path): Json {
  const last = path.at(-1);
  if (last === undefined) return body;
  return changed(body, path.slice(0, -1), (old) =>
    isList(old)
      ? old.filter((_, index) => index !== last)
      : isObject(old)
        ? Object.fromEntries(Object.entries(old).filter(([key]) => key !== last))
        : old,
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
