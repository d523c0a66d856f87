import { schemaOf, type JsonSchema, type MessageClass } from '@tabularium/contracts';

/** Our formats by the names that readers of OpenAPI know. */
const formats: Readonly<Record<string, string>> = { 'local-date': 'date', instant: 'date-time' };

/** The schema of a message for OpenAPI 3.1, which is JSON Schema 2020-12 with other names for our formats. */
export const bodySchema = (message: MessageClass): JsonSchema => translated(schemaOf(message)) as JsonSchema;

function translated(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(translated);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, value]) => [name, translated(value)] as const);
  const { format } = schema as { readonly format?: unknown };
  const renamed = typeof format === 'string' ? formats[format] : undefined;
  return Object.fromEntries(renamed ? [...entries, ['format', renamed]] : entries);
}

export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'correlationId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'For programs; stable' },
    detail: { type: 'string', description: 'For people' },
    correlationId: { type: 'string' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: { pointer: { type: 'string', description: 'JSON Pointer' }, message: { type: 'string' } },
      },
    },
    intervening: {
      type: 'array',
      description: 'Of 412: what was recorded since the revision given in If-Match',
      items: {
        type: 'object',
        required: ['revision', 'type', 'by', 'recordedAt'],
        properties: {
          revision: { type: 'integer' },
          type: { type: 'string' },
          by: { type: 'string' },
          recordedAt: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
};

export const receiptSchema: JsonSchema = {
  type: 'object',
  required: ['stream', 'revision', 'position', 'eventIds', 'commandId'],
  properties: {
    stream: { type: 'string' },
    revision: { type: 'integer', minimum: -1, description: 'Last revision written; give it as If-Match' },
    position: { type: ['string', 'null'], description: 'Place in the log' },
    eventIds: { type: 'array', items: { type: 'string', format: 'uuid' }, description: 'Empty: it was already so' },
    commandId: { type: 'string', description: 'The idempotency key' },
    replayed: { type: 'boolean', description: 'Carried out before; this is the original receipt' },
    projected: { type: 'boolean', description: 'Whether the views show it; with Prefer: wait=projection' },
  },
};
