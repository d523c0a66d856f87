import { isId } from '@tabularium/contracts';
import type {
  ColumnRef,
  Combine,
  DateFieldRule,
  FieldRules,
  JoinedColumn,
  Mapping,
  MoneyRule,
  RatingRule,
  TextRule,
} from './mapping';
import { collapse, matcher } from './pattern';
import { dateFormat, readDate } from './readers/date';
import { readMoney } from './readers/money';
import { ratingWords, readRating } from './readers/rating';
import { unreadable, type Reading } from './readers/reading';
import { readText } from './readers/text';

/** Names a field within a statement, such as `wholeLifeCost`, `confidence/IPA` or `milestones/Business case`. */
export type Path = string;

/** How one field is read from the cells of a row. */
export interface Field {
  readonly path: Path;
  readonly columns: readonly JoinedColumn[];
  readonly optionalColumn: boolean;
  /** Words that say that there is no value. */
  readonly isNotStated: (text: string) => boolean;
  readonly combine: Combine;
  readonly read: (text: string) => Reading;
  /** Read only in files that have a column for this field too. */
  readonly needs?: Path;
}

/** Longest texts, as the contract of the project has them. */
const LENGTHS = { name: 200, unit: 100, category: 100, programmeId: 100, sourceId: 100, body: 100, prose: 20_000 };

/** Every field a mapping reads, in a fixed order. */
export function fieldsOf(mapping: Mapping): readonly Field[] {
  const isNotStated = matcher(mapping.notStated ?? []);
  return ownFieldsOf(mapping).map((one) => ({
    ...one,
    isNotStated: (text) => isNotStated(text) || one.isNotStated(text),
  }));
}

function ownFieldsOf(mapping: Mapping): readonly Field[] {
  const { fields, confidence = [], milestones = [], approval } = mapping;
  const { currency } = mapping.portfolio;
  return [
    ...fieldsAbout(fields, currency),
    ...confidence.flatMap(({ assessor, rating, commentary }) => [
      ratingField(confidencePath(assessor), rating),
      ...some(commentary, (rule) => ({ ...prose(commentaryPath(assessor), rule), needs: confidencePath(assessor) })),
    ]),
    ...milestones.map((rule) => dateField(milestonePath(rule.name), rule)),
    ...some(approval, ({ body, amount, on }) => [
      line('approval/body', body, LENGTHS.body),
      moneyField('approval/amount', amount, currency),
      dateField('approval/on', on),
    ]),
  ];
}

export const confidencePath = (assessor: string): Path => `confidence/${assessor}`;
export const commentaryPath = (assessor: string): Path => `commentary/${assessor}`;
export const milestonePath = (name: string): Path => `milestones/${name}`;

const fieldsAbout = (fields: FieldRules, currency: string): readonly Field[] => [
  line('name', fields.name, LENGTHS.name),
  ...(['unit', 'category', 'sourceId'] as const).flatMap((path) =>
    some(fields[path], (rule) => line(path, rule, LENGTHS[path])),
  ),
  ...some(fields.programmeId, (rule) => idField(line('programmeId', rule, LENGTHS.programmeId))),
  ...(['description', 'scheduleCommentary', 'costCommentary'] as const).flatMap((path) =>
    some(fields[path], (rule) => prose(path, rule)),
  ),
  ...(['startsOn', 'endsOn', 'knownSince'] as const).flatMap((path) =>
    some(fields[path], (rule) => dateField(path, rule)),
  ),
  ...(['yearBaseline', 'yearForecast', 'wholeLifeCost', 'benefits'] as const).flatMap((path) =>
    some(fields[path], (rule) => moneyField(path, rule, currency)),
  ),
];

const some = <R>(rule: R | undefined, make: (rule: R) => Field | readonly Field[]): readonly Field[] =>
  rule === undefined ? [] : [make(rule)].flat();

type AnyRule = Pick<TextRule, 'optionalColumn' | 'notStated' | 'combine'>;

const field = (path: Path, rule: AnyRule, columns: readonly JoinedColumn[], read: Field['read']): Field => ({
  path,
  columns,
  optionalColumn: rule.optionalColumn ?? false,
  isNotStated: matcher(rule.notStated ?? []),
  combine: rule.combine ?? 'same',
  read,
});

const one = (column: ColumnRef): readonly JoinedColumn[] => [{ column }];

const columnsOf = ({ column }: TextRule): readonly JoinedColumn[] => (isJoin(column) ? column.join : one(column));

const isJoin = (column: TextRule['column']): column is { readonly join: readonly JoinedColumn[] } =>
  typeof column === 'object' && !Array.isArray(column) && 'join' in column;

function textField(path: Path, rule: TextRule, max: number, lines: boolean): Field {
  const aliases = new Map(Object.entries(rule.aliases ?? {}).map(([written, kept]) => [collapse(written), kept]));
  return field(path, rule, columnsOf(rule), (text) => readText(text, { max, lines, aliases }));
}

const line = (path: Path, rule: TextRule, max: number): Field => textField(path, rule, max, false);
const prose = (path: Path, rule: TextRule): Field => textField(path, rule, LENGTHS.prose, true);

const idField = (text: Field): Field => ({
  ...text,
  read: (cell) => {
    const reading = text.read(cell);
    return reading.is === 'value' && !isId(reading.value) ? unreadable(cell, 'cannot be an id') : reading;
  },
});

function dateField(path: Path, rule: DateFieldRule): Field {
  const formats = rule.formats.map(dateFormat);
  return field(path, rule, one(rule.column), (text) => readDate(text, formats, rule.pivot));
}

const moneyField = (path: Path, rule: MoneyRule, currency: string): Field =>
  field(path, rule, one(rule.column), (text) => readMoney(text, rule, currency));

function ratingField(path: Path, rule: RatingRule): Field {
  const words = ratingWords(rule.words);
  return field(path, rule, one(rule.column), (text) => readRating(text, words));
}
