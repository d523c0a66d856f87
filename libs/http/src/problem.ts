import type { Fault } from '@tabularium/contracts';

/** What an error answer carries beside status, code and words (RFC 9457 extension members). */
export interface ProblemDetails {
  readonly faults?: readonly Fault[];
  readonly [name: string]: unknown;
}

/** The body of every error answer, `application/problem+json` (RFC 9457). */
export interface ProblemBody extends ProblemDetails {
  /** `urn:tabularium:problem:<CODE>`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** For programs; stable. */
  readonly code: string;
  /** For people. */
  readonly detail: string;
  /** Finds the request in the log of the server. */
  readonly correlationId: string;
}

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

const titles: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not a method of this address',
  406: 'Not available in this form',
  408: 'The request took too long to arrive',
  409: 'The rules say no',
  412: 'Someone was first',
  413: 'Too large',
  414: 'The address is too long',
  415: 'Not a form this is taken in',
  422: 'The key was used before',
  429: 'Too many requests',
  431: 'The headers are too large',
  500: 'A fault of the server',
  503: 'Not ready',
};

/** An answer that is an error. Its words say nothing about data the caller may not see. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    words: string,
    readonly details: ProblemDetails = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(words);
  }

  body(correlationId: string): ProblemBody {
    return {
      type: `urn:tabularium:problem:${this.code}`,
      title: titles[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.message,
      correlationId,
      ...this.details,
    };
  }
}

export const malformed = (faults: readonly Fault[]): Problem =>
  new Problem(400, 'MALFORMED', `${faults.length === 1 ? 'One thing is' : `${faults.length} things are`} wrong`, {
    faults,
  });

export const badParameter = (name: string, words: string): Problem =>
  new Problem(400, 'BAD_PARAMETER', `${name}: ${words}`, { parameter: name });

export const notFound = (): Problem => new Problem(404, 'NOT_FOUND', 'There is nothing at this address');

export const notAllowed = (): Problem => new Problem(403, 'NOT_ALLOWED', 'Your roles do not allow this');

export const notSignedIn = (): Problem =>
  new Problem(401, 'NOT_SIGNED_IN', 'A valid bearer token is needed', {}, { 'www-authenticate': 'Bearer' });

export const notReady = (code: string, words: string, retryAfterSeconds = 1): Problem =>
  new Problem(503, code, words, {}, { 'retry-after': String(retryAfterSeconds) });
