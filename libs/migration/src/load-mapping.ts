import type { Fault } from '@tabularium/contracts';
import Ajv, { type ErrorObject } from 'ajv';
import type { Mapping } from './mapping';
import { mappingSchema } from './mapping-schema';
import { mappingFaults } from './mapping-faults';

/** The mapping cannot be used; `faults` lists everything that is wrong, each with a JSON Pointer into it. */
export class MappingInvalid extends Error {
  override readonly name = 'MappingInvalid';
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ pointer, message }) => `${pointer || '/'} ${message}`).join('\n'));
  }
}

const isMapping = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
}).compile<Mapping>(mappingSchema);

/** A mapping from JSON text. Throws MappingInvalid. */
export function loadMapping(json: string | Uint8Array): Mapping {
  const mapping = parsed(typeof json === 'string' ? json : Buffer.from(json).toString('utf8'));
  if (!isMapping(mapping)) throw new MappingInvalid((isMapping.errors ?? []).map(faultOf));
  const faults = mappingFaults(mapping);
  if (faults.length > 0) throw new MappingInvalid(faults);
  return mapping;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/u, ''));
  } catch (error) {
    throw new MappingInvalid([{ pointer: '', message: `is not JSON: ${error instanceof Error ? error.message : ''}` }]);
  }
}

const escaped = (name: unknown): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

function faultOf({ instancePath, keyword, params, message = 'is not valid' }: ErrorObject): Fault {
  if (keyword === 'additionalProperties')
    return { pointer: `${instancePath}/${escaped(params['additionalProperty'])}`, message: 'is not an option here' };
  if (keyword === 'required')
    return { pointer: `${instancePath}/${escaped(params['missingProperty'])}`, message: 'is missing' };
  if (keyword === 'enum')
    return {
      pointer: instancePath,
      message: `must be one of ${String(params['allowedValues']).replaceAll(',', ', ')}`,
    };
  return { pointer: instancePath, message };
}
