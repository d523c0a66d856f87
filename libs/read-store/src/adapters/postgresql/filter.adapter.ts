import type { CheckedCondition, CheckedSort, Target } from '../../conditions';
import { prefixOf } from './schema.adapter';
import type { SqlValue } from './session.adapter';

/** SQL with the values of its parameters, which are numbered from a given one. */
export interface Filter {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Conditions over cells of `v` and the key expression, parameters numbered from `first`. */
export function filterOf(conditions: readonly CheckedCondition[], keyOf: string, first: number): Filter {
  const terms = conditions.map((condition, n) =>
    termOf(condition, cellOf(condition.target, keyOf), `$${first + n}::${typeOf(condition)}`),
  );
  return { sql: terms.map((term) => ` AND ${term}`).join(''), values: conditions.map(valueOf) };
}

/** Nulls come first, last when descending; ties are broken by key. */
export const orderOf = (sort: readonly CheckedSort[], keyOf: string): string =>
  [...sort.flatMap((by) => termsOf(by, keyOf)), prefixOf(keyOf), keyOf].join(', ');

/** Texts are ordered by what is indexed of them first. The key is never null, and its index says nothing of nulls. */
function termsOf({ target, descending }: CheckedSort, keyOf: string): readonly string[] {
  const cell = cellOf(target, keyOf);
  const nulls = target.at < 0 ? '' : descending ? ' NULLS LAST' : ' NULLS FIRST';
  return (isText(target) ? [prefixOf(cell), cell] : [cell]).map((by) => `${by}${descending ? ' DESC' : ''}${nulls}`);
}

const cellOf = ({ at, cell }: Target, keyOf: string): string => (at < 0 ? keyOf : `v."${cell}"`);

const isText = ({ type }: Target): boolean => type === 'text' || type === 'date' || type === 'instant';

function typeOf({ is, target }: CheckedCondition): string {
  if (is === 'contains' || is === 'has') return 'text';
  return `${isText(target) ? 'text' : 'bigint'}${is === 'in' ? '[]' : ''}`;
}

function valueOf(condition: CheckedCondition): SqlValue {
  if (condition.is === 'in') return condition.values;
  return condition.is === 'contains' ? condition.forms.map(patternOf).join('') : condition.value;
}

function termOf(condition: CheckedCondition, cell: string, value: string): string {
  if (condition.is === 'in') return `(${cell} = ANY (${value})${condition.orNull ? ` OR ${cell} IS NULL` : ''})`;
  if (condition.is === 'atLeast') return `${cell} >= ${value}`;
  if (condition.is === 'atMost') return `${cell} <= ${value}`;
  return condition.is === 'has' ? `${cell}::jsonb ? ${value}` : `${cell} ~ ('***:' || ${value})`;
}

/** A regular expression of the forms of a letter, each taken literally. */
const patternOf = (forms: readonly string[]): string => `(?:${forms.map(literal).join('|')})`;

const literal = (form: string): string => (/^[!-/:-@[-`{-~]$/.test(form) ? `\\${form}` : form);
