import { sum, type Money } from '@tabularium/kernel';
import type { Field, Path } from './fields';
import type { Combine } from './mapping';
import type { Readings } from './row';
import { unreadable, value, type Reading, type Value } from './readers/reading';

/** One row's readings from those of several rows, or the fields on which the rows do not agree. */
export function combined(
  rows: readonly Readings[],
  fields: readonly Field[],
): { readonly readings: Readings } | { readonly disagree: readonly Path[] } {
  const [first = new Map<Path, Reading>(), ...others] = rows;
  if (others.length === 0) return { readings: first };
  const present = fields.filter(({ path }) => rows.some((row) => row.has(path)));
  const made = present.map(({ path, combine }) => {
    const readings = rows.flatMap((row) => row.get(path) ?? []);
    return [path, combineField(readings, combine)] as const;
  });
  const disagree = made.flatMap(([path, reading]) => (reading === undefined ? [path] : []));
  if (disagree.length > 0) return { disagree };
  return { readings: new Map(made.flatMap(([path, reading]) => (reading ? [[path, reading] as const] : []))) };
}

/** Undefined if the rows would have to say the same and do not. */
function combineField(readings: readonly Reading[], combine: Combine): Reading | undefined {
  const values = readings.flatMap((reading) => (reading.is === 'value' ? [reading.value] : []));
  if (values.length === 0) return readings.find(({ is }) => is !== 'blank') ?? readings[0];
  if (combine === 'sum' && values.length < readings.filter(({ is }) => is !== 'blank').length)
    return unreadable('', 'a row of the sum has no amount');
  const made = rules[combine](values);
  return made === undefined ? undefined : value(made);
}

const textOf = (one: Value): string => (typeof one === 'string' ? one : `${one.minor} ${one.ccy}`);

const rules: Readonly<Record<Combine, (values: readonly Value[]) => Value | undefined>> = {
  same: (values) => (new Set(values.map(textOf)).size === 1 ? values[0] : undefined),
  first: (values) => values[0],
  last: (values) => values.at(-1),
  sum: (values) => {
    const amounts = values.filter((one): one is Money => typeof one !== 'string');
    return amounts.length === values.length ? sum(amounts, amounts[0]?.ccy ?? '') : undefined;
  },
  list: (values) => [...new Set(values.map(textOf))].join('; '),
  earliest: (values) => [...values].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))[0],
  latest: (values) => [...values].sort((a, b) => (textOf(a) < textOf(b) ? 1 : -1))[0],
};
