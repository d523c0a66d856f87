import type { JsonSchema, MessageClass } from './field';
import { schemaOf } from './schema';

/** A body that is this message, every field filled in, the same each time: for documentation and golden files. */
export const exampleOf = (message: MessageClass): Readonly<Record<string, unknown>> => exampleObject(schemaOf(message));

interface Rules {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const byFormat: Readonly<Record<string, string>> = { 'local-date': '2026-03-31', instant: '2026-03-31T12:00:00.000Z' };

/** Tried in turn on a pattern: an id, minor units, a fiscal period, a SHA-256 (of nothing). */
const forPatterns = [
  'EX-1',
  '12500',
  '2026-03',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
] as const;

function exampleObject({ properties = {} }: Rules): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, exampleValue(schema, name)]));
}

function exampleValue(rules: Rules, name: string): unknown {
  if (rules.enum) return rules.enum.includes('GBP') ? 'GBP' : rules.enum[0];
  if (rules.type === 'integer') return Math.max(1, rules.minimum ?? 0);
  if (rules.type === 'boolean') return true;
  if (rules.type === 'array') return exampleList(rules, name);
  if (rules.type === 'object') return exampleObject(rules);
  return exampleText(rules, name);
}

function exampleList({ items = {}, minItems = 0 }: Rules, name: string): readonly unknown[] {
  return Array.from({ length: Math.max(1, minItems) }, (_, index) => exampleValue(items, `${name} ${index + 1}`));
}

function exampleText({ format, pattern, minLength = 0, maxLength = 200 }: Rules, name: string): string {
  if (format) return byFormat[format] ?? missing(`format ${format}`);
  if (pattern) return exampleFor(pattern);
  return `Example ${name}`.slice(0, maxLength).padEnd(minLength, '.');
}

function exampleFor(pattern: string): string {
  const expression = new RegExp(pattern, 'u');
  return forPatterns.find((text) => expression.test(text)) ?? missing(`pattern ${pattern}`);
}

function missing(what: string): never {
  throw new Error(`There is no example for the ${what}`);
}
