import type { BoundField } from './columns';
import type { Path } from './fields';
import type { Identity } from './identity';
import { hasColumn, type Layout } from './layout';
import { collapse } from './pattern';
import type { Place } from './plan-types';
import { dateFormat, readDate } from './readers/date';
import type { Reading } from './readers/reading';
import type { TableRecord } from './table';

/** What a row says, by field. Fields whose column the file lacks are not in it. */
export type Readings = ReadonlyMap<Path, Reading>;

/** A row about a project, before anybody asks which one. */
export interface RowRead extends Place {
  readonly sha256: string;
  /** The text that identifies the project, and the project; undefined if it names none. */
  readonly identity: string;
  readonly project: Identity | undefined;
  /** Undefined if the row does not say it readably. */
  readonly returnOn: string | undefined;
  readonly readings: Readings;
}

export function rowOf({ cells }: TableRecord, place: Place, sha256: string, layout: Layout): RowRead {
  const identity = layout.identity.map((at) => cells[at] ?? '').join(' ');
  const present = layout.fields.filter(hasColumn);
  return {
    ...place,
    sha256,
    identity,
    project: layout.identify(identity, cells),
    returnOn: returnOnOf(layout, cells),
    readings: new Map(present.map((bound) => [bound.field.path, readField(bound, cells)])),
  };
}

function returnOnOf({ returnOn }: Layout, cells: readonly string[]): string | undefined {
  if (typeof returnOn === 'string') return returnOn;
  const reading = readDate(
    collapse(cells[returnOn.at] ?? ''),
    returnOn.rule.formats.map(dateFormat),
    returnOn.rule.pivot,
  );
  return reading.is === 'value' ? reading.value : undefined;
}

function readField({ field, parts }: BoundField, cells: readonly string[]): Reading {
  const said = parts
    .map(({ at, heading }) => ({ heading, text: at === undefined ? '' : (cells[at] ?? '') }))
    .filter(({ text }) => collapse(text) !== '');
  const stated = said.filter(({ text }) => !field.isNotStated(text));
  if (stated.length > 0) return undamaged(field.read(joined(stated)));
  return said.length > 0
    ? { is: 'notStated', words: said.map(({ text }) => collapse(text)).join('\n') }
    : { is: 'blank' };
}

const joined = (stated: readonly { readonly heading: string | undefined; readonly text: string }[]): string =>
  stated
    .map(({ heading, text }) => (heading ? `${heading}\n${text}` : text))
    .join('\n\n')
    .trim();

const undamaged = (reading: Reading): Reading =>
  reading.is === 'value' && typeof reading.value === 'string' && reading.value.includes('\uFFFD')
    ? { ...reading, damaged: true }
    : reading;
