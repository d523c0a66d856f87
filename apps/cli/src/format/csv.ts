import { stringify } from 'csv-stringify/sync';

/** RFC 4180 lines. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: '\r\n' },
  );

/** A cell that a spreadsheet would take for a formula (OWASP's list of first characters) starts with an apostrophe. */
export const textCell = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text);
