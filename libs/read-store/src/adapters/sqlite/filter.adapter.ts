import type { SqlValue } from '@tabularium/sqlite';
import type { CheckedCondition, CheckedSort, Target } from '../../conditions';

/** SQL with the values of its parameters, which are numbered from a given one. */
export interface Filter {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Conditions over cells of `v` and the key expression, parameters numbered from `first`. */
export function filterOf(conditions: readonly CheckedCondition[], keyOf: string, first: number): Filter {
  const values: SqlValue[] = [];
  const terms = conditions.map((condition) => {
    values.push(valueOf(condition));
    return termOf(condition, cellOf(condition.target, keyOf), `?${first + values.length - 1}`);
  });
  return { sql: terms.map((term) => ` AND ${term}`).join(''), values };
}

/** Nulls come first, last when descending; ties are broken by key. */
export const orderOf = (sort: readonly CheckedSort[], keyOf: string): string =>
  [...sort.map(({ target, descending }) => `${cellOf(target, keyOf)}${descending ? ' DESC' : ''}`), keyOf].join(', ');

const cellOf = ({ at, cell }: Target, keyOf: string): string => (at < 0 ? keyOf : `v."${cell}"`);

function valueOf(condition: CheckedCondition): SqlValue {
  if (condition.is === 'in') return JSON.stringify(condition.values);
  if (condition.is === 'contains') return `*${condition.forms.map(globOf).join('')}*`;
  return condition.value;
}

function termOf(condition: CheckedCondition, cell: string, value: string): string {
  if (condition.is === 'in')
    return `(${cell} IN (SELECT value FROM json_each(${value}))${condition.orNull ? ` OR ${cell} IS NULL` : ''})`;
  if (condition.is === 'atLeast') return `${cell} >= ${value}`;
  if (condition.is === 'atMost') return `${cell} <= ${value}`;
  if (condition.is === 'has') return `EXISTS (SELECT 1 FROM json_each(${cell}) e WHERE e.value = ${value})`;
  return `${cell} GLOB ${value}`;
}

/** GLOB compares exactly; a class lists the forms of a letter, and takes `*`, `?` and `[` literally. `^` would negate it. */
function globOf(forms: readonly string[]): string {
  const [form = ''] = forms;
  return forms.length === 1 && !'*?['.includes(form) ? form : `[${forms.join('')}]`;
}
