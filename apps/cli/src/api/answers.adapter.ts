import type { Basis } from '@tabularium/read-store';
import { Failure } from '../exit';
import { exitFor, problemLines, type ProblemBody } from '../format/problem';
import type { Answer } from './api';

/** A successful answer: the API's own text, and what it says. */
export interface Read<T> {
  readonly body: string;
  readonly value: T;
}

/** What the answer says, as the API's contract types it; throws Failure in plain words for anything but success. */
export function read<T>(answer: Answer, absent?: string): Read<T> {
  const body = text(answer, absent);
  return { body, value: JSON.parse(body) as T };
}

/** The basis of a CSV answer, which has no place for it but the headers. */
export function basisIn(headers: Answer['headers']): Basis {
  const header = (name: string) => headers[`x-basis-${name}`] as string;
  return { logIndex: Number(header('log-index')), knownAt: header('known-at') || null, asOf: header('as-of') };
}

/** The text of a successful answer; throws Failure for any other. `absent`: the words for an address that is none. */
export function text({ status, body }: Answer, absent?: string): string {
  const problem = status < 300 ? {} : problemOf(body);
  if (problem.code === 'NOT_FOUND' && absent !== undefined) throw new Failure(exitFor(status), [absent]);
  if (status >= 300) throw new Failure(exitFor(status), problemLines(status, problem));
  return body;
}

/** The bytes of a successful answer; throws Failure for any other. */
export function bytes(answer: Answer, absent?: string): Buffer {
  text(answer, absent);
  return answer.bytes;
}

function problemOf(body: string): ProblemBody {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
