import type { JsonSchema } from '@tabularium/contracts';
import type { Caller } from '@tabularium/identity';
import type { View } from '@tabularium/read-store';
import type { Query } from './query';
import { answerSchema, rowSchema } from './view-docs';
import type { ViewQuestions } from './view-questions';

interface Asked {
  readonly caller: Caller;
  readonly query: Query;
  readonly params: Readonly<Record<string, string>>;
}

/** A question every view answers, with its place below `/api/views/<view>`. */
export interface Question {
  readonly name: string;
  readonly path: string;
  readonly summary: (view: View) => string;
  readonly answer: (view: View) => JsonSchema;
  readonly parameters: readonly string[];
  /** Takes the filters of the columns too. */
  readonly filters?: true;
  readonly ask: (questions: ViewQuestions, asked: Asked) => unknown;
}

const BASIS = ['asOf', 'knownAt'];
const PAGE = ['limit', 'offset'];
const object: JsonSchema = { type: 'object' };
const whole: JsonSchema = { type: 'integer' };
const text: JsonSchema = { type: 'string' };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const row = (view: View) => ({ key: text, row: rowSchema(view), cause: whole });

/** Fixed paths come before `:key`; a key that is called like one of them is found by filter. */
export const questions: readonly Question[] = [
  {
    name: 'rows',
    path: '',
    summary: ({ title }) => `${title}; CSV with Accept: text/csv`,
    answer: (view) => answerSchema({ rows: list({ type: 'object', properties: row(view) }), total: whole }),
    parameters: [...BASIS, 'sort', ...PAGE],
    filters: true,
    ask: (view, { caller, query }) => view.page(caller, query),
  },
  {
    name: 'diff',
    path: 'diff',
    summary: () => 'What changed from one basis to another, and what caused it',
    answer: () => ({ type: 'object', properties: { from: object, to: object, entries: list(object), total: whole } }),
    parameters: ['from', 'to', 'fromKnownAt', 'toKnownAt', ...PAGE],
    filters: true,
    ask: (view, { caller, query }) => view.diff(caller, query),
  },
  {
    name: 'hash',
    path: 'hash',
    summary: () => 'SHA-256 over the rows at a basis',
    answer: () => answerSchema({ rows: whole, sha256: text }),
    parameters: BASIS,
    ask: (view, { caller, query }) => view.hash(caller, query),
  },
  {
    name: 'replay',
    path: 'replay',
    summary: () => 'The same hash, and the hash folded anew from the first event of the store',
    answer: () => answerSchema({ view: object, replay: object, equal: { type: 'boolean' } }),
    parameters: BASIS,
    ask: (view, { caller, query }) => view.replay(caller, query),
  },
  {
    name: 'totals',
    path: 'totals/:total',
    summary: ({ totals }) => `Totals: ${Object.keys(totals).join(', ') || 'none'}`,
    answer: () => answerSchema({ rows: list(object) }),
    parameters: BASIS,
    filters: true,
    ask: (view, { caller, query, params }) => view.totals(caller, query, params['total'] ?? ''),
  },
  {
    name: 'one',
    path: ':key',
    summary: () => 'One row',
    answer: (view) => answerSchema({ ...row(view), causes: list(object) }),
    parameters: BASIS,
    ask: (view, { caller, query, params }) => view.one(caller, query, params['key'] ?? ''),
  },
  {
    name: 'history',
    path: ':key/history',
    summary: () => 'Every version of a row, with what caused it',
    answer: () => answerSchema({ key: text, versions: list(object) }),
    parameters: ['knownAt'],
    ask: (view, { caller, query, params }) => view.history(caller, query, params['key'] ?? ''),
  },
  {
    name: 'why',
    path: ':key/why',
    summary: () =>
      'Why a column says what it says: its versions, the causing events in full, and the decision or delegation behind each',
    answer: () => answerSchema({ key: text, column: text, versions: list(object) }),
    parameters: ['column', 'knownAt'],
    ask: (view, { caller, query, params }) => view.why(caller, query, params['key'] ?? ''),
  },
];
