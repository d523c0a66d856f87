import type { ScaleId } from '@tabularium/portfolio/contract';

/** A text as it stands (white space collapsed, case ignored), or a regular expression (case ignored). */
export type Pattern = string | { readonly matches: string };

/** A column by its header; a list names alternatives, as headers change from year to year. */
export type ColumnRef = Pattern | readonly Pattern[];

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-8-or-windows-1252', 'utf-16le'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How the bytes of a file become rows of cells. */
export interface TableFormat {
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  /** `columns`: one project per column, the headers stand in a column. */
  readonly orientation?: 'rows' | 'columns';
  /** Row (or column) with the headers, from 1. */
  readonly headerRow?: number;
  /** Rows (or columns) that are not about a project, from 1. */
  readonly skipRows?: readonly number[];
  readonly skipWhere?: readonly { readonly column: ColumnRef; readonly is: Pattern }[];
}

export interface DateRule {
  readonly column: ColumnRef;
  readonly formats: readonly string[];
  /** Two-digit years lie in the hundred years from this one. */
  readonly pivot?: number;
}

export interface FileRule extends TableFormat {
  /** Of the file name. */
  readonly name: Pattern;
  /** The day the return speaks of, or the column that says it. */
  readonly returnOn: string | DateRule;
}

interface FieldRule {
  /** A file may lack the column. */
  readonly optionalColumn?: true;
  /** Words that state no value, beside those of the whole mapping; kept as they stand. */
  readonly notStated?: readonly Pattern[];
  /** How to make one value of several rows; default `same`. */
  readonly combine?: Combine;
}

export const COMBINATIONS = ['same', 'first', 'last', 'sum', 'list', 'earliest', 'latest'] as const;
export type Combine = (typeof COMBINATIONS)[number];

export interface TextRule extends FieldRule {
  readonly column: ColumnRef | { readonly join: readonly JoinedColumn[] };
  /** Other words for the same thing: as written in the file → as kept. */
  readonly aliases?: Readonly<Record<string, string>>;
}

export interface JoinedColumn {
  readonly column: ColumnRef;
  readonly heading?: string;
  readonly optionalColumn?: true;
}

export type DateFieldRule = FieldRule & DateRule;

export const UNITS = { ones: 0, thousands: 3, millions: 6, billions: 9 } as const;
export type Unit = keyof typeof UNITS;

export interface MoneyRule extends FieldRule {
  readonly column: ColumnRef;
  readonly unit?: Unit;
  /** Signs to take off, such as £. */
  readonly symbols?: readonly string[];
  /** Words after the number that say its unit instead, such as m. */
  readonly suffixes?: Readonly<Record<string, Unit>>;
  readonly thousands?: ',' | '.' | ' ' | "'";
  readonly decimal?: '.' | ',';
  /** `(12)` is −12. */
  readonly parentheses?: boolean;
}

export interface RatingRule extends FieldRule {
  readonly column: ColumnRef;
  readonly scale: ScaleId;
  /** As written in the file → value of the scale. */
  readonly words: Readonly<Record<string, string>>;
}

export interface ConfidenceRule {
  /** Who rated. */
  readonly assessor: string;
  readonly rating: RatingRule;
  readonly commentary?: TextRule;
}

export interface MilestoneRule extends DateFieldRule {
  readonly name: string;
}

/** A body and the largest amount it approves, a decimal in the portfolio's currency; without one: any amount. */
export interface Rung {
  readonly body: string;
  readonly upTo?: string;
}

export interface ApprovalRule {
  readonly body: TextRule;
  readonly amount: MoneyRule;
  readonly on: DateFieldRule;
  /** Lowest body first. */
  readonly ladder?: readonly Rung[];
}

export interface IdentityRule {
  /** What names a project; several columns are read together. */
  readonly columns: readonly ColumnRef[];
  /** `code`: the text is the id. `name`: the id is made from the normalised name. */
  readonly form: 'code' | 'name';
  readonly prefix?: string;
  /** What a code must look like. */
  readonly pattern?: string;
  /** Finds parts of a name that do not tell names apart, such as a bracketed acronym; case counts. */
  readonly ignore?: string;
  /** Words that say nothing, left out of the normalised name. */
  readonly dropWords?: readonly string[];
  /** Recognises "(formerly X)"; group 1 is the earlier name, which then identifies the project. */
  readonly formerly?: string;
  /** One project under several names or codes. */
  readonly aliases?: readonly Alias[];
  /** What several rows of one project in one return mean; default: a fault. */
  readonly rowsPerProject?: 'one' | 'many';
}

export interface Alias {
  /** The project's id, without the prefix. */
  readonly id: string;
  readonly names: readonly string[];
  /** The alias holds only for rows that say this too: two projects can bear one name. */
  readonly when?: { readonly column: ColumnRef; readonly is: Pattern };
  readonly why?: string;
}

export interface FieldRules {
  readonly name: TextRule;
  readonly unit?: TextRule;
  readonly category?: TextRule;
  readonly programmeId?: TextRule;
  readonly description?: TextRule;
  readonly sourceId?: TextRule;
  readonly scheduleCommentary?: TextRule;
  readonly startsOn?: DateFieldRule;
  readonly endsOn?: DateFieldRule;
  readonly yearBaseline?: MoneyRule;
  readonly yearForecast?: MoneyRule;
  readonly wholeLifeCost?: MoneyRule;
  readonly benefits?: MoneyRule;
  readonly costCommentary?: TextRule;
  /** The day since which the source knows the project, if it says so; the profile is in force from then. */
  readonly knownSince?: DateFieldRule;
}

/** A checked mapping; see docs/guides/import.md and docs/schemas/mapping.schema.json. */
export interface Mapping {
  readonly $schema?: string;
  /** For the reader of the mapping: why it is as it is. */
  readonly notes?: readonly string[];
  readonly source: string;
  readonly title: string;
  readonly portfolio: {
    readonly id: string;
    readonly name: string;
    readonly currency: string;
    readonly ownerUnit?: string;
  };
  readonly files: readonly FileRule[];
  readonly table?: TableFormat;
  readonly notStated?: readonly Pattern[];
  readonly ignoredColumns?: readonly Pattern[];
  readonly identity: IdentityRule;
  readonly fields: FieldRules;
  readonly confidence?: readonly ConfidenceRule[];
  readonly milestones?: readonly MilestoneRule[];
  /** Milestones that follow each other in time. */
  readonly milestoneOrder?: readonly (readonly string[])[];
  readonly approval?: ApprovalRule;
  readonly missingNextTime: 'departed' | 'ignore';
}
