import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { commandSpec, kebab, type AggregateContract, type CommandSpec, type MessageClass } from '@tabularium/contracts';
import { bodySchema, receiptSchema } from '../openapi-schema';
import { problemResponses } from '../openapi-responses';

/** The OpenAPI operation of a command. */
export function commandDocs(contract: AggregateContract, command: string): readonly MethodDecorator[] {
  const message = contract.commands[command] as MessageClass;
  const spec = commandSpec(message);
  return [
    ApiOperation({
      summary: spec.summary,
      description: descriptionOf(contract, spec),
      operationId: operationId(contract, command),
    }),
    ApiParam({
      name: 'id',
      description: `Id of the ${contract.title.toLowerCase()}`,
      schema: { type: 'string', maxLength: 100 },
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Command id; generated if absent, see the receipt',
    }),
    ApiHeader({ name: 'If-Match', required: false, description: 'The revision the caller saw' }),
    ApiHeader({ name: 'Prefer', required: false, description: '`wait=projection`: answer when the views show it' }),
    ApiBody({ required: true, schema: bodySchema(message) }),
    ApiResponse({ status: 201, description: 'Recorded', schema: receiptSchema }),
    ...problemResponses(400, 401, 403, 404, 409, 412, 422, 503),
    ApiBearerAuth(),
  ];
}

const operationId = ({ category }: AggregateContract, command: string): string =>
  `${kebab(category)}.${kebab(command)}`;

function descriptionOf({ refusals }: AggregateContract, { allow, authority }: CommandSpec): string {
  const roles = allow.filter((role) => role !== 'SYSTEM').join(', ');
  const limit = authority ? ` Needs a delegated limit in the matter ${authority}.` : '';
  const codes = Object.entries(refusals).map(([code, { words }]) => `- \`${code}\`: ${words}`);
  return [`Open to ${roles}.${limit}`, 'May be refused with:', ...codes].join('\n');
}
