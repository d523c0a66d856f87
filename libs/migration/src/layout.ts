import { bind, requiredColumnAt, type BoundField } from './columns';
import { fieldsOf } from './fields';
import { identifier, type Identify } from './identity';
import type { DateRule, FileRule, Mapping, Pattern, TableFormat } from './mapping';
import { collapse, matcher } from './pattern';
import type { Table, TableRecord } from './table';

/** Where in this file everything stands. */
export interface Layout {
  readonly fields: readonly BoundField[];
  readonly identity: readonly number[];
  readonly identify: Identify;
  readonly returnOn: string | { readonly at: number; readonly rule: DateRule };
  readonly skip: (record: TableRecord) => boolean;
}

/** The places, or why the mapping does not fit the file. */
export function layoutOf(
  { headers }: Table,
  mapping: Mapping,
  { returnOn }: FileRule,
  format: TableFormat,
): Layout | { readonly faults: readonly string[] } {
  const bound = fieldsOf(mapping).map((field) => bind(field, headers));
  const identity = mapping.identity.columns.map((column) => requiredColumnAt(column, headers));
  const dated = typeof returnOn === 'string' ? undefined : requiredColumnAt(returnOn.column, headers);
  const skipped = (format.skipWhere ?? []).map(({ column, is }) => ({ found: requiredColumnAt(column, headers), is }));
  const faults = [
    ...bound.flatMap((field) => ('faults' in field ? field.faults : [])),
    ...identity.flatMap((found) => ('fault' in found ? [`identity: ${found.fault}`] : [])),
    ...(dated && 'fault' in dated ? [`returnOn: ${dated.fault}`] : []),
    ...skipped.flatMap(({ found }) => ('fault' in found ? [`skipWhere: ${found.fault}`] : [])),
  ];
  if (faults.length > 0) return { faults };
  return {
    fields: readable(bound.flatMap((field) => ('faults' in field ? [] : [field]))),
    identity: identity.flatMap((found) => ('at' in found ? [found.at] : [])),
    identify: identifier(mapping.identity, headers),
    returnOn: typeof returnOn === 'string' ? returnOn : { at: dated && 'at' in dated ? dated.at : 0, rule: returnOn },
    skip: skipper(
      format.skipRows ?? [],
      skipped.flatMap(({ found, is }) => ('at' in found ? [{ at: found.at, is }] : [])),
    ),
  };
}

export const hasColumn = ({ parts }: BoundField): boolean => parts.some(({ at }) => at !== undefined);

function readable(fields: readonly BoundField[]): readonly BoundField[] {
  const present = new Set(fields.filter(hasColumn).map(({ field }) => field.path));
  return fields.filter(({ field: { needs } }) => needs === undefined || present.has(needs));
}

/** Rows named by number or content, and rows without any content, are about no project. */
function skipper(
  numbers: readonly number[],
  where: readonly { readonly at: number; readonly is: Pattern }[],
): Layout['skip'] {
  const skipped = new Set(numbers);
  const tests = where.map(({ at, is }) => ({ at, isSaid: matcher([is]) }));
  return ({ row, cells }) =>
    skipped.has(row) ||
    cells.every((cell) => collapse(cell) === '') ||
    tests.some(({ at, isSaid }) => isSaid(cells[at] ?? ''));
}
