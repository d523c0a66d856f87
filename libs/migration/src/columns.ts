import type { Field } from './fields';
import type { ColumnRef } from './mapping';
import { alternatives, matcher, shown } from './pattern';

/** A part of a field and the column it is read from, if the file has it. */
export interface BoundPart {
  readonly at: number | undefined;
  readonly heading?: string;
}

/** A field tied to the columns of one file. */
export interface BoundField {
  readonly field: Field;
  readonly parts: readonly BoundPart[];
}

export type Found = { readonly at: number | undefined } | { readonly fault: string };

/** The one column a reference means; the first alternative that fits counts, and it must fit only once. */
export function columnAt(column: ColumnRef, headers: readonly string[]): Found {
  for (const pattern of alternatives(column)) {
    const isHeader = matcher([pattern]);
    const places = headers.flatMap((header, at) => (isHeader(header) ? [at] : []));
    if (places.length > 1) return { fault: `several columns are ${shown(pattern)}` };
    if (places.length === 1) return { at: places[0] };
  }
  return { at: undefined };
}

/** The same, for a column the file cannot do without. */
export function requiredColumnAt(
  column: ColumnRef,
  headers: readonly string[],
): { readonly at: number } | { readonly fault: string } {
  const found = columnAt(column, headers);
  if ('fault' in found) return found;
  return found.at === undefined ? { fault: `no column is ${shown(column)}` } : { at: found.at };
}

export function bind(field: Field, headers: readonly string[]): BoundField | { readonly faults: readonly string[] } {
  const parts = field.columns.map(({ column, heading, optionalColumn }) => {
    const optional = field.optionalColumn || optionalColumn;
    const found = optional ? columnAt(column, headers) : requiredColumnAt(column, headers);
    return { ...found, ...(heading === undefined ? {} : { heading }) };
  });
  const faults = parts.flatMap((part) => ('fault' in part ? [`${field.path}: ${part.fault}`] : []));
  return faults.length > 0 ? { faults } : { field, parts: parts as readonly BoundPart[] };
}
