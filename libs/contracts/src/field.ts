import { ValidateBy, ValidateIf } from 'class-validator';

export type JsonSchema = Readonly<Record<string, unknown>>;
export type MessageClass<T extends object = object> = new () => T;

/** What one field of a message says, once, for schema, validator, documentation and instances. */
export interface FieldSpec {
  readonly schema: JsonSchema;
  readonly optional: boolean;
  /** The class of a nested value, or of the entries of a list. */
  readonly nested?: () => MessageClass;
  readonly list: boolean;
}

export interface FieldOptions {
  readonly optional?: true;
  /** One line for people, shown in OpenAPI and the event catalogue. */
  readonly about?: string;
}

const specs = new WeakMap<object, Map<string, FieldSpec>>();

/** The fields of a message class in the order they are declared, those of its parents first. */
export function fieldsOf(message: MessageClass): ReadonlyMap<string, FieldSpec> {
  return fieldsFrom(message.prototype as object);
}

function fieldsFrom(prototype: object): ReadonlyMap<string, FieldSpec> {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  return new Map([...(parent ? fieldsFrom(parent) : []), ...(specs.get(prototype) ?? [])]);
}

/**
 * Declares a field: notes its JSON Schema and applies a class-validator rule. Both come from the same arguments, and a
 * property test holds them to the same verdict.
 */
export function field(
  spec: Pick<FieldSpec, 'schema'> & Partial<Pick<FieldSpec, 'nested' | 'list'>>,
  options: FieldOptions,
  rules: readonly PropertyDecorator[],
): PropertyDecorator {
  return (prototype, name) => {
    if (typeof name === 'symbol') throw new Error('A message field has a name');
    const own = specs.get(prototype) ?? new Map<string, FieldSpec>();
    const schema = options.about ? { ...spec.schema, description: options.about } : spec.schema;
    own.set(name, { list: false, ...spec, schema, optional: options.optional ?? false });
    specs.set(prototype, own);
    for (const rule of rules) rule(prototype, name);
    if (options.optional) ValidateIf((_, value) => value !== undefined)(prototype, name);
  };
}

/** A class-validator rule from a plain predicate. */
export const rule = (
  name: string,
  test: (value: unknown) => boolean,
  message: string,
  each = false,
): PropertyDecorator => ValidateBy({ name, validator: { validate: test, defaultMessage: () => message } }, { each });
