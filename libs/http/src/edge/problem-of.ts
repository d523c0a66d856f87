import { HttpException } from '@nestjs/common';
import {
  ClockBehindLog,
  ClockOff,
  IdempotencyKeyReused,
  InvalidEvent,
  RevisionConflict,
  StoreUnavailable,
  StreamDeleted,
} from '@tabularium/event-store';
import {
  InvalidBasis,
  InvalidCondition,
  ReadStoreUnavailable,
  UnknownColumn,
  UnknownTotal,
  UnknownView,
  ViewBehind,
  ViewFaulted,
} from '@tabularium/read-store';
import { BadJson } from '../json/bad-json';
import { notFound, notReady, Problem, type ProblemDetails } from '../problem';

/** What an error means to the caller. Anything unknown is a fault: nothing of it leaves the server. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const known = translations.find(([type]) => error instanceof type);
  if (known) return known[1](error as never);
  return (
    ofFramework(error) ?? new Problem(500, 'FAULT', 'Something went wrong; the correlation id finds it in the log')
  );
}

type Translation = readonly [new (...args: never[]) => Error, (error: never) => Problem];

const translations: readonly Translation[] = [
  [BadJson, (error: BadJson) => new Problem(400, 'BAD_JSON', `The body is refused: ${error.message}`)],
  [InvalidEvent, (error: InvalidEvent) => new Problem(400, 'INVALID_EVENT', error.message)],
  [RevisionConflict, (error: RevisionConflict) => conflict(error)],
  [IdempotencyKeyReused, () => keyReused()],
  [StreamDeleted, () => new Problem(404, 'NOT_FOUND', 'What was addressed is deleted')],
  [StoreUnavailable, unavailable],
  [ClockBehindLog, () => notReady('CLOCK_BEHIND_LOG', 'The clock of the server lies behind the log', 30)],
  [ClockOff, () => notReady('CLOCK_OFF', 'The clock of the server differs from that of the database', 30)],
  [InvalidCondition, (error: Error) => new Problem(400, 'BAD_PARAMETER', error.message)],
  [UnknownColumn, (error: Error) => new Problem(400, 'BAD_PARAMETER', error.message)],
  [ReadStoreUnavailable, () => notReady('VIEWS_UNAVAILABLE', 'The database of the views does not answer', 2)],
  [UnknownView, notFound],
  [UnknownTotal, notFound],
  [ViewBehind, ({ appliedTo }: ViewBehind) => viewNotReady('VIEW_BEHIND', 'The view is being built', { appliedTo })],
  [
    ViewFaulted,
    ({ lastGood }: ViewFaulted) => viewNotReady('VIEW_FAULTED', 'The view met an event it cannot apply', { lastGood }),
  ],
  [InvalidBasis, (error: Error) => new Problem(400, 'BAD_BASIS', error.message)],
];

/** `intervening`: what was recorded since the revision the caller saw, for them to look at before they ask again. */
export function conflict({ actual }: Pick<RevisionConflict, 'actual'>, intervening?: readonly Intervening[]): Problem {
  const words = actual === undefined ? 'There is nothing there yet' : `It is at revision ${actual} by now`;
  return new Problem(412, 'REVISION_CONFLICT', words, {
    revision: actual ?? null,
    ...(intervening ? { intervening } : {}),
  });
}

/** An event somebody else was first with. Its content is for the log, which knows who may read it. */
export interface Intervening {
  readonly revision: number;
  readonly type: string;
  readonly by: string;
  readonly recordedAt: string;
}

export const keyReused = (): Problem =>
  new Problem(422, 'IDEMPOTENCY_KEY_REUSED', 'This key was used for another command; take a new one');

const viewNotReady = (code: string, words: string, details: ProblemDetails): Problem =>
  new Problem(503, code, words, details, { 'retry-after': '5' });

function unavailable({ outcomeUnknown }: StoreUnavailable): Problem {
  const words = outcomeUnknown
    ? 'Whether it was recorded is not known; send the same again'
    : 'The store does not answer';
  return new Problem(503, 'STORE_UNAVAILABLE', words, { outcomeUnknown }, { 'retry-after': '2' });
}

const frameworkWords: Readonly<Record<number, readonly [code: string, words: string]>> = {
  400: ['BAD_REQUEST', 'The request cannot be read'],
  405: ['METHOD_NOT_ALLOWED', 'This method is not served here'],
  408: ['TOO_SLOW', 'The request took too long to arrive'],
  413: ['TOO_LARGE', 'The body is larger than is taken'],
  414: ['ADDRESS_TOO_LONG', 'The address is too long'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Only application/json in UTF-8 without content encoding is taken'],
};

/** Refusals of Fastify and Nest carry a status; their words are not ours and stay inside. */
function ofFramework(error: unknown): Problem | undefined {
  const status = statusOf(error);
  if (status === 404) return notFound();
  const known = frameworkWords[status];
  return known && new Problem(status, ...known);
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  if (error instanceof HttpException) return error.getStatus();
  return 'statusCode' in error ? Number(error.statusCode) : 500;
}
