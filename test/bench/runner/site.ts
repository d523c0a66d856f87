import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type CleanUp = () => unknown;

/** What a run made and must not leave behind: a folder, and whatever is registered here. */
export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'tabularium-bench-'));
  private readonly cleanUps: CleanUp[] = [];
  private made = 0;
  private isCleared = false;

  /** A new name in the folder. */
  path(name: string): string {
    this.made += 1;
    return join(this.folder, `${this.made}-${name}`);
  }

  /** One that is cleared with this one, if it is not before. */
  within(): Site {
    const site = new Site();
    this.onEnd(() => site.clear());
    return site;
  }

  onEnd(cleanUp: CleanUp): void {
    this.cleanUps.push(cleanUp);
  }

  /** True from when it is being cleared: what breaks then breaks for that reason. */
  get isOver(): boolean {
    return this.isCleared;
  }

  /** Latest first. Nothing that fails keeps the rest from being done. */
  async clear(): Promise<void> {
    this.isCleared = true;
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
