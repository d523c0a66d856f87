import { createHash } from 'node:crypto';
import { compareText } from './text';
import type { Row } from './port';

/** SHA-256 over rows in key order: a line of canonical JSON (RFC 8785), `[key,row]`, for each. */
export class ContentHash {
  private readonly hash = createHash('sha256');
  rows = 0;

  /** Keys must come in order of code points. */
  add(key: string, row: Row): void {
    this.rows++;
    this.hash.update(`${canonicalRow(key, row)}\n`);
  }

  end(): { readonly rows: number; readonly sha256: string } {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

/** The hash of rows in any order. */
export function hashOf(rows: readonly { readonly key: string; readonly row: Row }[]) {
  const hash = new ContentHash();
  for (const { key, row } of rows.toSorted((a, b) => compareText(a.key, b.key))) hash.add(key, row);
  return hash.end();
}

/** For texts, safe integers, booleans, nulls, and lists and objects of them, JSON.stringify writes what RFC 8785 asks. */
function canonicalRow(key: string, row: Row): string {
  const names = Object.keys(row).sort();
  const members = names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(sorted(row[name]))}`);
  return `[${JSON.stringify(key)},{${members.join(',')}}]`;
}

/** An amount is the only object in a row. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('ccy' in value) || !('minor' in value)) return value;
  return { ccy: value.ccy, minor: value.minor };
}
