import { isInstant, isLocalDate } from '@tabularium/kernel';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { fieldsOf, type FieldSpec, type MessageClass } from './field';
import { schemaOf } from './schema';

/** One thing wrong with a body: where (JSON Pointer) and what. */
export interface Fault {
  readonly pointer: string;
  readonly message: string;
}

/** Faults listed at most, so that a hostile body does not buy a long answer. */
export const MAX_FAULTS = 50;

const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: false, ownProperties: true });
ajv.addFormat('local-date', isLocalDate).addFormat('instant', isInstant).addKeyword('x-ref');
const ajvAll = new Ajv({ strict: true, strictRequired: false, allErrors: true, verbose: true, ownProperties: true });
ajvAll.addFormat('local-date', isLocalDate).addFormat('instant', isInstant).addKeyword('x-ref');

interface Checks {
  readonly verdict: ValidateFunction;
  readonly all: ValidateFunction;
}

const compiled = new WeakMap<MessageClass, Checks>();

/** Every fault of a value that should be this message; none = it is. Compiled at first use from the field decorators. */
export function faultsOf(message: MessageClass, value: unknown): readonly Fault[] {
  const { verdict, all } = checksOf(message);
  if (verdict(value)) return [];
  all(value);
  return faultList(all.errors ?? []);
}

function checksOf(message: MessageClass): Checks {
  const known = compiled.get(message);
  if (known) return known;
  const schema = schemaOf(message);
  const checks = { verdict: ajv.compile(schema), all: ajvAll.compile(schema) };
  compiled.set(message, checks);
  return checks;
}

function faultList(errors: readonly ErrorObject[]): readonly Fault[] {
  return errors.slice(0, MAX_FAULTS).map(toFault);
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function toFault({ instancePath, keyword, params, message = 'is not valid' }: ErrorObject): Fault {
  if (keyword === 'additionalProperties')
    return {
      pointer: `${instancePath}/${escaped(String(params['additionalProperty']))}`,
      message: 'is not a field of this message',
    };
  if (keyword === 'required')
    return { pointer: `${instancePath}/${escaped(String(params['missingProperty']))}`, message: 'is missing' };
  if (keyword === 'enum')
    return { pointer: instancePath, message: `must be one of ${enumWords(params['allowedValues'])}` };
  if (keyword === 'format') return { pointer: instancePath, message: formatWords[String(params['format'])] ?? message };
  return { pointer: instancePath, message };
}

const formatWords: Readonly<Record<string, string>> = {
  'local-date': 'must be a day that exists, YYYY-MM-DD',
  instant: 'must be an instant in UTC, YYYY-MM-DDTHH:mm:ss.sssZ',
};

const enumWords = (values: unknown): string => {
  const words = Array.isArray(values) ? values.map(String) : [];
  return words.length > 20 ? `${words.slice(0, 20).join(', ')}, …` : words.join(', ');
};

/** An instance of the message from a checked value: only declared fields, nested classes from our metadata, no own `undefined`. */
export function instantiate<T extends object>(message: MessageClass<T>, value: Readonly<Record<string, unknown>>): T {
  const instance = Object.create(message.prototype as object) as Record<string, unknown>;
  for (const [name, spec] of fieldListOf(message)) {
    const given = value[name];
    if (given !== undefined) instance[name] = nestedValue(spec, given);
  }
  return instance as T;
}

const fieldLists = new WeakMap<MessageClass, readonly (readonly [name: string, spec: FieldSpec])[]>();

function fieldListOf(message: MessageClass) {
  const known = fieldLists.get(message) ?? [...fieldsOf(message)];
  fieldLists.set(message, known);
  return known;
}

function nestedValue(spec: FieldSpec, value: unknown): unknown {
  if (!spec.nested) return value;
  const type = spec.nested();
  const make = (entry: unknown) => instantiate(type, entry as Readonly<Record<string, unknown>>);
  return spec.list ? (value as readonly unknown[]).map(make) : make(value);
}
