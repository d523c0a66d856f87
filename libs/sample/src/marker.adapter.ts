import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Remembers in the data folder whether the sample is being played, so that an interrupted start goes on with it. */
export class Marker {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, 'sample.txt');
  }

  /** True for a folder without a record, and for one in which playing was interrupted. */
  wants(): boolean {
    if (existsSync(this.file)) return readFileSync(this.file, 'utf8').startsWith('playing');
    return !existsSync(join(this.folder, 'events.db'));
  }

  playing(): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.file, 'playing the sample portfolio\n');
  }

  played(): void {
    writeFileSync(this.file, 'the sample portfolio was played into this record\n');
  }
}
