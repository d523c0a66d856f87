import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Remembers in the data folder whether the sample is being played, so that an interrupted start goes on with it. */
export class Marker {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, 'sample.txt');
  }

  /** True while playing was interrupted. */
  isPlaying(): boolean {
    return existsSync(this.file) && readFileSync(this.file, 'utf8').startsWith('playing');
  }

  playing(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    writeFileSync(this.file, 'playing the sample portfolio\n');
  }

  played(): void {
    writeFileSync(this.file, 'the sample portfolio was played into this record\n');
  }
}
