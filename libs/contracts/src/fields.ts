import 'reflect-metadata';
import { isInstant, isLocalDate } from '@tabularium/kernel';
import { IsArray, ArrayMaxSize, ArrayMinSize, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { currencies } from './currencies';
import { field, rule, type FieldOptions, type JsonSchema, type MessageClass } from './field';

/** Ids people and programs write: letters, digits, `.`, `_`, `~` and `-`; at most 100 characters; nothing a path or a stream name could trip over. */
export const ID_PATTERN = '^[A-Za-z0-9](?:[A-Za-z0-9_~-]|\\.(?=[A-Za-z0-9]))*$';
export const ID_MAX = 100;
const MINOR_UNITS = {
  any: '^(?:0|-?[1-9]\\d{0,17})$',
  notNegative: '^(?:0|[1-9]\\d{0,17})$',
  positive: '^[1-9]\\d{0,17}$',
};
const PERIOD_PATTERN = '^\\d{4}-(?:0[1-9]|1[0-2])$';
const DECIMAL_PATTERN = '^(?:0|[1-9]\\d{0,11})(?:\\.\\d{1,12})?$';
const SHA256_PATTERN = '^[0-9a-f]{64}$';

const codePoints = (text: string): number => [...text].length;
const isText = (value: unknown, min: number, max: number): value is string =>
  typeof value === 'string' && codePoints(value) >= min && codePoints(value) <= max;
const matches = (pattern: string) => {
  const expression = new RegExp(pattern, 'u');
  return (value: unknown): boolean => typeof value === 'string' && expression.test(value);
};

/** Text for people; lengths in code points (default 1 to 200). */
export function Text({
  min = 1,
  max = 200,
  ...options
}: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  const schema = { type: 'string', minLength: min, maxLength: max };
  return field({ schema }, options, [
    rule('text', (value) => isText(value, min, max), `text of ${min} to ${max} characters`),
  ]);
}

/** The id of an aggregate or of something within it. `to`: what it points at, for documentation. */
export function Id({ to, ...options }: FieldOptions & { to?: string } = {}): PropertyDecorator {
  const schema = { type: 'string', pattern: ID_PATTERN, maxLength: ID_MAX, ...(to ? { 'x-ref': to } : {}) };
  return field({ schema }, options, [rule('id', isId, 'an id')]);
}

/** True for an id of this engine; see ID_PATTERN. */
export const isId = (value: unknown): value is string => matches(ID_PATTERN)(value) && isText(value, 1, ID_MAX);

/** A person's id. */
export const PersonRef = (options: FieldOptions = {}): PropertyDecorator => Id({ to: 'person', ...options });

/** Money as `{ minor: "12500", ccy: "GBP" }`: whole minor units as text, ISO 4217 currency. */
export function MoneyField({
  sign = 'any',
  ...options
}: FieldOptions & { sign?: keyof typeof MINOR_UNITS } = {}): PropertyDecorator {
  return field({ schema: moneySchema(sign) }, options, [rule('money', isMoney(sign), 'an amount {minor, ccy}')]);
}

function moneySchema(sign: keyof typeof MINOR_UNITS): JsonSchema {
  return {
    type: 'object',
    required: ['minor', 'ccy'],
    additionalProperties: false,
    properties: { minor: { type: 'string', pattern: MINOR_UNITS[sign] }, ccy: { type: 'string', enum: currencies } },
  };
}

const isMoney = (sign: keyof typeof MINOR_UNITS) => {
  const isMinor = matches(MINOR_UNITS[sign]);
  const known: ReadonlySet<unknown> = new Set(currencies);
  return (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const entries = new Map(Object.entries(value));
    return entries.size === 2 && isMinor(entries.get('minor')) && known.has(entries.get('ccy'));
  };
};

/** An ISO 4217 currency code. */
export const Currency = (options: FieldOptions = {}): PropertyDecorator => OneOf(currencies, options);

/** A calendar day that exists, `YYYY-MM-DD`. */
export const DateField = (options: FieldOptions = {}): PropertyDecorator =>
  field({ schema: { type: 'string', format: 'local-date' } }, options, [
    rule('localDate', (value) => typeof value === 'string' && isLocalDate(value), 'a day YYYY-MM-DD'),
  ]);

/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export const InstantField = (options: FieldOptions = {}): PropertyDecorator =>
  field({ schema: { type: 'string', format: 'instant' } }, options, [
    rule('instant', (value) => typeof value === 'string' && isInstant(value), 'an instant in UTC'),
  ]);

/** A fiscal period, `YYYY-MM`. */
export const Period = (options: FieldOptions = {}): PropertyDecorator =>
  Pattern(PERIOD_PATTERN, 'a period YYYY-MM', options);

/** An exact number that is not negative, as text: at most 12 digits before the point and 12 behind it. */
export const Decimal = (options: FieldOptions = {}): PropertyDecorator =>
  Pattern(DECIMAL_PATTERN, 'a decimal, like "1.1632"', options);

/** A SHA-256 in lower-case hex. */
export const Sha256 = (options: FieldOptions = {}): PropertyDecorator =>
  Pattern(SHA256_PATTERN, 'a SHA-256 in hex', options);

function Pattern(pattern: string, words: string, options: FieldOptions): PropertyDecorator {
  return field({ schema: { type: 'string', pattern } }, options, [rule('pattern', matches(pattern), words)]);
}

/** One of a closed list of words. */
export function OneOf(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  const allowed: ReadonlySet<unknown> = new Set(values);
  return field({ schema: { type: 'string', enum: values } }, options, [
    rule('oneOf', (value) => allowed.has(value), `one of ${values.join(', ')}`),
  ]);
}

/** A whole number (default 0 to 1,000,000). */
export function Int({
  min = 0,
  max = 1_000_000,
  ...options
}: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  const isWithin = (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return field({ schema: { type: 'integer', minimum: min, maximum: max } }, options, [
    rule('int', isWithin, `a whole number from ${min} to ${max}`),
  ]);
}

/** Basis points: 10,000 = 100 %. */
export const Pct = (options: FieldOptions = {}): PropertyDecorator => Int({ min: 0, max: 10_000, ...options });

export const Flag = (options: FieldOptions = {}): PropertyDecorator =>
  field({ schema: { type: 'boolean' } }, options, [
    rule('flag', (value) => typeof value === 'boolean', 'true or false'),
  ]);

/** A value of another message class. */
export function Nested(type: () => MessageClass, options: FieldOptions = {}): PropertyDecorator {
  return field({ schema: {}, nested: type }, options, [
    rule('object', isObject, 'an object'),
    ValidateNested(),
    Type(type),
  ]);
}

/** A list of values of another message class (default 0 to 500 entries). */
export function ListOf(
  type: () => MessageClass,
  { min = 0, max = 500, ...options }: FieldOptions & { min?: number; max?: number } = {},
): PropertyDecorator {
  return field({ schema: { minItems: min, maxItems: max }, nested: type, list: true }, options, [
    ...isListOf(min, max),
    rule('objects', isObject, 'objects', true),
    ValidateNested({ each: true }),
    Type(type),
  ]);
}

/** A list of distinct texts (default 0 to 200 entries of 1 to 200 characters). */
export function TextList({
  min = 0,
  max = 200,
  each = 200,
  ...options
}: FieldOptions & { min?: number; max?: number; each?: number } = {}): PropertyDecorator {
  const schema = {
    type: 'array',
    minItems: min,
    maxItems: max,
    uniqueItems: true,
    items: { type: 'string', minLength: 1, maxLength: each },
  };
  const isDistinct = (value: unknown) => Array.isArray(value) && new Set(value).size === value.length;
  return field({ schema }, options, [
    ...isListOf(min, max),
    rule('texts', (value) => isText(value, 1, each), `texts of 1 to ${each} characters`, true),
    rule('distinct', isDistinct, 'distinct texts'),
  ]);
}

/** A JSON object as it is. In events; in a command only where the rule checks it against the message it is. */
export const Document = (options: FieldOptions = {}): PropertyDecorator =>
  field({ schema: { type: 'object' } }, options, [rule('object', isObject, 'an object')]);

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOf = (min: number, max: number): PropertyDecorator[] => [IsArray(), ArrayMinSize(min), ArrayMaxSize(max)];
