import { collapse } from '../pattern';
import { unreadable, value, type Reading } from './reading';

export interface TextForm {
  /** Longest text the field holds, in characters. */
  readonly max: number;
  /** Keep line breaks. */
  readonly lines: boolean;
  readonly aliases: ReadonlyMap<string, string>;
}

const controls = /(?![\n\t])\p{Cc}/gu;

/** Text without control characters and outer space; a text longer than its field is not cut but reported. */
export function readText(cell: string, { max, lines, aliases }: TextForm): Reading<string> {
  const tidy = lines ? tidyLines(cell) : collapse(cell.replace(controls, ' '));
  const text = (aliases.get(tidy) ?? tidy).normalize('NFC');
  const length = [...text].length;
  return length > max ? unreadable(cell, `longer than ${max} characters (${length})`) : value(text);
}

const tidyLines = (cell: string): string =>
  cell
    .replace(/\r\n?/gu, '\n')
    .replace(controls, ' ')
    .split('\n')
    .map((line) => collapse(line))
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
