import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type CleanUp = () => unknown;

/** What a run made and must not leave behind: a folder, and whatever is registered here. */
export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'tabularium-bench-'));
  private readonly cleanUps: CleanUp[] = [];
  private made = 0;

  /** A new name in the folder. */
  path(name: string): string {
    this.made += 1;
    return join(this.folder, `${this.made}-${name}`);
  }

  onEnd(cleanUp: CleanUp): void {
    this.cleanUps.push(cleanUp);
  }

  /** Latest first. Nothing that fails keeps the rest from being done. */
  async clear(): Promise<void> {
    for (let next = this.cleanUps.pop(); next; next = this.cleanUps.pop()) {
      try {
        await next();
      } catch (error) {
        process.stderr.write(`not cleaned up: ${String(error)}\n`);
      }
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
