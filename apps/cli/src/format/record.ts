import pc from 'picocolors';
import type { Paper } from './table';
import { wrapped } from './text';
import { formatValue } from './value';

/** One thing, a line per field; long texts wrap beside their name. */
export function renderRecord(fields: Readonly<Record<string, unknown>>, { width, colour }: Paper): string {
  const { bold } = pc.createColors(colour);
  const names = Object.keys(fields);
  const indent = Math.max(0, ...names.map((name) => name.length)) + 2;
  return names
    .map((name) => `${bold(name)}${hanging(formatValue(fields[name]), indent, width).slice(name.length)}`)
    .join('\n');
}

/** The text behind an indent that every further line keeps. */
function hanging(text: string, indent: number, width: number | null): string {
  const lines = width === null ? [text] : wrapped(text, Math.max(20, width - indent));
  return lines.map((line) => `${' '.repeat(indent)}${line}`).join('\n');
}
