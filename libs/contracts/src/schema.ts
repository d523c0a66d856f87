import { fieldsOf, type FieldSpec, type JsonSchema, type MessageClass } from './field';

/** The JSON Schema (2020-12) of a message class; unknown fields are refused, nested classes are inlined. */
export function schemaOf(message: MessageClass): JsonSchema {
  const fields = [...fieldsOf(message)];
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(([, spec]) => !spec.optional).map(([name]) => name),
    properties: Object.fromEntries(fields.map(([name, spec]) => [name, fieldSchema(spec)])),
  };
}

function fieldSchema(spec: FieldSpec): JsonSchema {
  if (!spec.nested) return spec.schema;
  const nested = schemaOf(spec.nested());
  return spec.list ? { type: 'array', items: nested, ...spec.schema } : { ...nested, ...spec.schema };
}
