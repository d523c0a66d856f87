import type { JsonSchema } from '@tabularium/contracts';
import type { Column, View } from '@tabularium/read-store';
import { problemAnswers } from '../openapi-responses';
import { questions, type Question } from './questions';
import { parameterWords } from './view-docs';

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly in: 'path' | 'query';
  readonly description?: string;
  readonly schema: JsonSchema;
}

const text: JsonSchema = { type: 'string' };

/** The OpenAPI paths of a view. Its questions are routed for all views at once, so that these come from nowhere else. */
export const viewPaths = (view: View) =>
  Object.fromEntries(
    questions.map((question) => [pathOf(view, question), { get: operationOf(view, question) }] as const),
  );

const pathOf = ({ name }: View, { path }: Question): string =>
  ['/api/views', name, ...path.split('/').filter(Boolean)].map((part) => part.replace(/^:(.+)$/, '{$1}')).join('/');

function operationOf(view: View, { name, path, summary, answer, parameters, filters }: Question) {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, param = '']) => param);
  return {
    operationId: `${view.name}.${name}`,
    summary: summary(view),
    tags: [`View ${view.name}`],
    parameters: [
      ...inPath.map((param): Parameter => ({ name: param, required: true, in: 'path', schema: text })),
      ...parameters.map((parameter) => asked(parameter, parameterWords[parameter] ?? '')),
      ...(filters ? filtersOf(view).filter((filter) => !parameters.includes(filter.name)) : []),
    ],
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: answer(view) } } },
      ...Object.fromEntries(
        problemAnswers(400, 401, 403, 404, 503).map(({ status, ...problem }) => [status, problem] as const),
      ),
    },
    security: [{ bearer: [] }],
  };
}

const asked = (name: string, description: string): Parameter => ({
  name,
  required: false,
  in: 'query',
  description,
  schema: text,
});

/** `<column>` with its variants, for every column. */
const filtersOf = ({ columns }: View): readonly Parameter[] =>
  Object.entries(columns).flatMap(([name, { type, title }]) =>
    variantsOf(type).map(([variant, words]) => asked(`${name}${variant}`, `${title}: ${words}`)),
  );

type Variant = readonly [suffix: string, words: string];

function variantsOf(type: Column['type']): readonly Variant[] {
  const equal: Variant = ['', 'equal; empty = no value'];
  const range = (words = ''): readonly Variant[] => [
    ['.gte', `at least${words}`],
    ['.lte', `at most${words}`],
  ];
  if (type === 'list') return [['.like', 'has this entry']];
  if (type === 'flag') return [equal];
  if (type === 'money') return range(', minor units');
  return type === 'text' ? [equal, ...range(), ['.like', 'contains']] : [equal, ...range()];
}
