import { ApiResponse } from '@nestjs/swagger';
import { problemSchema } from './openapi-schema';

const problems: Readonly<Record<number, string>> = {
  400: 'Malformed; every fault is listed',
  401: 'No valid token',
  403: 'The roles of the caller do not allow it',
  404: 'Not there, or not for the caller to see',
  409: 'The rules say no; recorded',
  412: 'Someone was first: the revision has moved on',
  422: 'The key was used for something else',
  503: 'Not ready; see Retry-After',
};

/** Error answers of an operation, by status. */
export const problemAnswers = (...statuses: readonly number[]) =>
  statuses.map((status) => ({
    status,
    description: problems[status] ?? 'Error',
    content: { 'application/problem+json': { schema: problemSchema } },
  }));

/** The same as decorators. */
export const problemResponses = (...statuses: readonly number[]): readonly MethodDecorator[] =>
  problemAnswers(...statuses).map((answer) => ApiResponse(answer));
