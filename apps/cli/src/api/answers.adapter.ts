import { Failure } from '../exit';
import { exitFor, problemLines, type ProblemBody } from '../format/problem';
import type { Answer } from './api';

/** A successful answer: the API's own text, and what it says. */
export interface Read<T> {
  readonly body: string;
  readonly value: T;
}

/** What the answer says, as the API's contract types it; throws Failure in plain words for anything but success. */
export function read<T>(answer: Answer): Read<T> {
  if (answer.status >= 300)
    throw new Failure(exitFor(answer.status), problemLines(answer.status, problemOf(answer.body)));
  return { body: answer.body, value: JSON.parse(answer.body) as T };
}

function problemOf(body: string): ProblemBody {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
