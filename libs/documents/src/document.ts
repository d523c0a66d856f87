/** What stands on the page, in reading order. */
export interface Document {
  /** What the file is called, without its ending. */
  readonly name: string;
  /** What kind of document it is: `Board pack`. */
  readonly kind: string;
  /** Heading of the first page, and the title that readers show. */
  readonly title: string;
  readonly subtitle?: string;
  /** BCP 47. */
  readonly language: string;
  /** Instant the file is dated with (ISO 8601): of the content, not of the printing, so that the same content gives the same bytes. */
  readonly datedAt: string;
  readonly blocks: readonly Block[];
  /** Small print on every page. */
  readonly footer: readonly string[];
}

export type Block = Heading | Paragraph | List | Table | Named;

export interface Heading {
  readonly heading: string;
  /** Below the title, which is level 1. */
  readonly level: 2 | 3;
}

export interface Paragraph {
  readonly text: string;
  readonly muted?: true;
}

export interface List {
  readonly items: readonly string[];
}

export interface Column {
  readonly title: string;
  /** Share of the width; default 1. */
  readonly width?: number;
  readonly right?: true;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** Values with their names: a table whose heads stand at the left. */
export interface Named {
  readonly values: readonly (readonly [name: string, value: string])[];
}
