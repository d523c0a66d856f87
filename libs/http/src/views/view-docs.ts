import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { Column, View } from '@tabularium/read-store';
import type { JsonSchema } from '@tabularium/contracts';
import { problemResponses } from '../openapi-responses';

const money: JsonSchema = {
  type: ['object', 'null'],
  properties: { minor: { type: 'string' }, ccy: { type: 'string' } },
};
const columnSchemas: Readonly<Record<Column['type'], JsonSchema>> = {
  text: { type: ['string', 'null'] },
  int: { type: ['integer', 'null'] },
  flag: { type: ['boolean', 'null'] },
  date: { type: ['string', 'null'], format: 'date' },
  instant: { type: ['string', 'null'], format: 'date-time' },
  money,
  list: { type: ['array', 'null'], items: { type: 'string' } },
};

const basisSchema: JsonSchema = {
  type: 'object',
  description: 'What the answer is based on; asking with it again gives the same answer for ever',
  properties: {
    logIndex: { type: 'integer', description: '-1 = before the first event' },
    knownAt: { type: ['string', 'null'], format: 'date-time' },
    asOf: { type: 'string', format: 'date-time' },
  },
};

export const rowSchema = ({ columns }: View): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(columns).map(([name, { type, title }]) => [name, { ...columnSchemas[type], description: title }]),
  ),
});

/** What a parameter that many questions take means, in words for people. */
export const parameterWords: Readonly<Record<string, string>> = {
  asOf: 'Business date: a day (its end) or an instant; default today',
  knownAt: 'Knowledge: a log index or an instant; default the head of the log',
  format: 'json or pdf; default what Accept asks for first, else json',
  sort: 'Columns, comma-separated, descending with a leading minus',
  limit: '1 to 1000 rows; default 100',
  offset: 'Rows to leave out',
  from: 'Earlier business date; default today',
  to: 'Later business date; default today',
  fromKnownAt: 'Knowledge at the earlier basis; default the head of the log',
  toKnownAt: 'Knowledge at the later basis; default the head of the log',
  column: 'A column of the view',
  after: 'Log index; events behind it are given',
  type: 'Event type',
  stream: 'Stream name',
};

/** Query parameters by name, as every question takes them. */
export const queryDocs = (...names: readonly string[]): readonly MethodDecorator[] =>
  names.map((name) => ApiQuery({ name, required: false, type: String, description: parameterWords[name] ?? '' }));

export interface QuestionDocs {
  readonly id: string;
  readonly summary: string;
  readonly answer: JsonSchema;
  readonly params?: readonly string[];
}

/** The OpenAPI operation of a question. */
export const questionDocs = ({ id, summary, answer, params = [] }: QuestionDocs): readonly MethodDecorator[] => [
  ApiOperation({ operationId: id, summary }),
  ...params.map((name) => ApiParam({ name, schema: { type: 'string' } })),
  ApiResponse({ status: 200, description: 'The answer', schema: answer }),
  ...problemResponses(400, 401, 403, 404, 503),
  ApiBearerAuth(),
];

/** An answer: its basis and more. */
export const answerSchema = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { basis: basisSchema, ...properties },
});
