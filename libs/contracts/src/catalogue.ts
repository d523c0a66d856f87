import type { Refusals } from '@tabularium/kernel';
import { fieldsOf, type FieldSpec, type JsonSchema, type MessageClass } from './field';
import { commandSpec, isDecidable, eventSpec, kebab, type AggregateContract, type CommandSpec } from './message';

/** A context with its contracts, as the catalogue lists them. */
export interface ContextContracts {
  readonly name: string;
  readonly contracts: readonly AggregateContract[];
}

/** Those exports of a context's contract door that are aggregate contracts, in the order of their categories. */
export const contractsIn = (door: object): readonly AggregateContract[] =>
  Object.values(door)
    .filter(isContract)
    .sort((a, b) => (a.category < b.category ? -1 : 1));

const isContract = (value: unknown): value is AggregateContract =>
  typeof value === 'object' && value !== null && 'category' in value && 'events' in value && 'refusals' in value;

/** The event catalogue as Markdown: every command, event and refusal of every aggregate, from the contracts alone. */
export function catalogue(contexts: readonly ContextContracts[]): string {
  const parts = contexts.flatMap(({ name, contracts }) => [`## ${name}`, ...contracts.map(aggregatePart)]);
  return ['# Event catalogue', preamble, contents(contexts), ...parts, ''].join('\n\n');
}

const preamble =
  'Generated from the contracts by `npm run docs`; do not edit. Commands are sent to ' +
  '`POST /api/<aggregate>/<id>/<command>`. A field with `?` may be left out. JSON Schemas of the events lie in ' +
  '[schemas/events](schemas/events).';

const contents = (contexts: readonly ContextContracts[]): string =>
  contexts.map(({ name, contracts }) => `- [${name}](#${name}): ${contracts.map(linkTo).join(', ')}`).join('\n');

const linkTo = ({ title }: AggregateContract): string => `[${title}](#${anchor(title)})`;
const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

function aggregatePart({ title, category, commands, events, refusals }: AggregateContract): string {
  return [
    `### ${title}`,
    `Stream \`${category}-<id>\`.`,
    ...section('Commands', Object.entries(commands), (name, message) => commandPart(category, name, message)),
    ...section('Events', Object.entries(events), eventPart),
    ...refusalPart(refusals),
  ].join('\n\n');
}

const section = <M>(title: string, entries: readonly [string, M][], part: (name: string, message: M) => string) =>
  entries.length === 0 ? [] : [`#### ${title}`, ...entries.map(([name, message]) => part(name, message))];

function commandPart(category: string, name: string, message: object): string {
  const spec = commandSpec(message);
  const route = spec.allow.every((role) => role === 'SYSTEM')
    ? 'no route: sent by processes'
    : `\`POST /api/${kebab(category)}/<id>/${kebab(name)}\``;
  return [`**${name}** – ${spec.summary}`, `${route}; ${allowed(spec)}`, ...fieldTable(message)].join('\n\n');
}

function allowed(spec: CommandSpec): string {
  const limit = spec.authority ? `; within a delegated limit for ${spec.authority}` : '';
  return `allowed: ${spec.allow.join(', ')}${limit}${isDecidable(spec) ? '; or by decision of a board' : ''}`;
}

function eventPart(name: string, message: object): string {
  const { version, summary } = eventSpec(message);
  return [`**${name}** v${version} – ${summary}`, ...fieldTable(message)].join('\n\n');
}

function refusalPart(refusals: Refusals): readonly string[] {
  const rows = Object.entries(refusals).map(
    ([code, { words, absent }]) => `| ${code} | ${absent ? 404 : 409} | ${words} |`,
  );
  return rows.length === 0 ? [] : ['#### Refusals', ['| code | status | words |', '|---|---|---|', ...rows].join('\n')];
}

function fieldTable(message: object): readonly string[] {
  const rows = fieldRows(message as MessageClass);
  return rows.length === 0 ? [] : [['| field | type | about |', '|---|---|---|', ...rows].join('\n')];
}

function fieldRows(message: MessageClass, path = ''): readonly string[] {
  return [...fieldsOf(message)].flatMap(([name, spec]) => {
    const at = `${path}${name}`;
    const row = `| ${at}${spec.optional ? '?' : ''} | ${typeWords(spec)} | ${words(spec.schema['description'])} |`;
    return spec.nested ? [row, ...fieldRows(spec.nested(), `${at}${spec.list ? '[]' : ''}.`)] : [row];
  });
}

const words = (about: unknown): string => (typeof about === 'string' ? about.replaceAll('|', '\\|') : '');

function typeWords({ schema, list, nested }: FieldSpec): string {
  if (list) return `list of ${number(schema['minItems'])} to ${number(schema['maxItems'])} objects`;
  return nested ? 'object' : valueWords(schema);
}

function valueWords(schema: JsonSchema): string {
  if (isRecord(schema['properties']) && 'ccy' in schema['properties']) return 'money';
  if (Array.isArray(schema['enum'])) return enumWords(schema['enum'].map(String));
  if (schema['type'] === 'integer') return `integer, ${number(schema['minimum'])} to ${number(schema['maximum'])}`;
  if (schema['type'] === 'array')
    return `list of ${number(schema['minItems'])} to ${number(schema['maxItems'])} distinct texts`;
  return textWords(schema);
}

function textWords(schema: JsonSchema): string {
  if (typeof schema['x-ref'] === 'string') return `id of a ${schema['x-ref']}`;
  if (schema['format'] === 'local-date') return 'day';
  if (schema['format'] === 'instant') return 'instant';
  if (typeof schema['pattern'] === 'string')
    return schema['maxLength'] ? 'id' : `text \`${schema['pattern'].replaceAll('|', '\\|')}\``;
  if (schema['maxLength']) return `text, ${number(schema['minLength'])} to ${number(schema['maxLength'])}`;
  return String(schema['type']);
}

const enumWords = (values: readonly string[]): string =>
  values.includes('GBP') ? 'ISO 4217 currency' : values.join(', ');

const number = (value: unknown): string => Number(value).toLocaleString('en-GB');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
