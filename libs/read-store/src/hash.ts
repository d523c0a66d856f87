import { createHash } from 'node:crypto';
import type { KeyedRow } from './port';
import type { Cells, RowCodec } from './rows';
import { compareText } from './text';

const LINES_AT_ONCE = 256;

/** SHA-256 over rows in key order: a line of canonical JSON (RFC 8785), `[key,row]`, for each. */
export class ContentHash {
  private readonly hash = createHash('sha256');
  private lines: string[] = [];
  rows = 0;

  constructor(private readonly codec: RowCodec) {}

  /** Keys must come in order of code points. */
  add(key: string, cells: Cells): void {
    this.rows++;
    this.lines.push(`[${JSON.stringify(key)},${this.codec.canonicalJson(cells)}]\n`);
    if (this.lines.length === LINES_AT_ONCE) this.flush();
  }

  end(): { readonly rows: number; readonly sha256: string } {
    this.flush();
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }

  private flush(): void {
    this.hash.update(this.lines.join(''));
    this.lines = [];
  }
}

/** The hash of rows in any order. */
export function hashOf(codec: RowCodec, rows: readonly Pick<KeyedRow, 'key' | 'row'>[]) {
  const hash = new ContentHash(codec);
  for (const { key, row } of rows.toSorted((a, b) => compareText(a.key, b.key))) hash.add(key, codec.encode(row).cells);
  return hash.end();
}
