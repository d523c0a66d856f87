import type { Money } from '@tabularium/kernel';
import type { LegacyReturnCommands, ProjectCommands } from '@tabularium/portfolio/contract';
import type { Mapping } from './mapping';

/** A file as it lies there. */
export interface InputFile {
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything one return says about one project. */
export interface ProjectStatement {
  readonly projectId: string;
  readonly data: ProjectCommands['AssertLegacyFacts'];
}

/** A place in a file; rows and columns as a spreadsheet shows them, from 1. */
export interface Place {
  readonly file: string;
  /** Row, or column if the file holds one project per column. */
  readonly row: number;
}

/** A cell that states something the mapping cannot read. It is kept as words, never guessed at. */
export interface Unreadable extends Place {
  readonly column: string;
  readonly value: string;
  readonly why: string;
}

/** An amount finer than the currency's smallest unit, rounded half to even. */
export interface Rounded extends Place {
  readonly column: string;
  readonly value: string;
  readonly kept: Money;
}

export const FINDINGS = {
  NOT_IDENTIFIED: 'Row without an identity; not imported',
  DUPLICATE_IDENTITY: 'Several rows of one return are the same project; none is imported',
  ROWS_DISAGREE: 'Rows of one project cannot be combined; none is imported',
  NAME_MISSING: 'Row without a name; not imported',
  RETURN_DATE_MISSING: 'Row without a readable return date; not imported',
  APPROVAL_INCOMPLETE: 'An approval lacks body, amount or date; not imported',
  APPROVER_BELOW_LIMIT: 'A body approved an amount above its limit',
  APPROVER_UNKNOWN: 'A body approved that is not on the ladder',
  DATES_REVERSED: 'The finish lies before the start',
  MILESTONES_OUT_OF_ORDER: 'A milestone lies before one that comes earlier in the order',
  RENAME_WITHOUT_ALIAS:
    'A project is said to be formerly another, and the new name also stands alone: an alias is missing',
  ONE_CODE_SEVERAL_PROJECTS: 'One identifier of the source stands under several projects',
} as const;
export type FindingCode = keyof typeof FINDINGS;

export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
  readonly file?: string;
  readonly row?: number;
  readonly projectId?: string;
}

/** A file of which nothing is imported, and everything that is wrong with it. */
export interface RefusedFile {
  readonly file: string;
  readonly faults: readonly string[];
}

/** How a file was read. */
export interface ReadFile {
  readonly file: string;
  readonly sha256: string;
  /** Rows about a project. */
  readonly rows: number;
  readonly skippedRows: number;
  readonly returns: readonly string[];
  /** Columns with content that the mapping neither reads nor names as ignored. */
  readonly unusedColumns: readonly string[];
  /** Fields whose column this file does not have. */
  readonly absentFields: readonly string[];
}

export interface ReturnPlan {
  readonly returnOn: string;
  readonly statements: readonly ProjectStatement[];
  readonly record: LegacyReturnCommands['RecordLegacyReturn'];
  /** False if a row could not be identified: then nobody is reported as departed by this return. */
  readonly complete: boolean;
}

/** What an import would assert, and everything it could not read. Made from mapping and files alone. */
export interface ImportPlan {
  readonly mapping: Mapping;
  /** In order of date. */
  readonly returns: readonly ReturnPlan[];
  readonly files: readonly ReadFile[];
  readonly refusedFiles: readonly RefusedFile[];
  /** Returns left out because one of their files was refused. */
  readonly heldBack: readonly string[];
  readonly unreadable: readonly Unreadable[];
  readonly rounded: readonly Rounded[];
  readonly findings: readonly Finding[];
}
