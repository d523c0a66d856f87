import { readFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** An answer the server gave: a receipt, or a refusal. */
export interface Acknowledged {
  readonly key: string;
  readonly status: number;
  readonly stream: string;
  /** Refusals name none. */
  readonly revision?: number;
  readonly eventIds?: readonly string[];
}

/** The driver's own record of what was acknowledged, on disk before it counts. */
export class Journal {
  private readonly lines: string[] = [];
  private syncing: Promise<void> | undefined;

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  static async open(file: string): Promise<Journal> {
    return new Journal(file, await open(file, 'ax'));
  }

  /** Resolves when it is on disk. Those who wait for a sync share the next one. */
  async write(entry: Acknowledged): Promise<void> {
    this.lines.push(`${JSON.stringify(entry)}\n`);
    const running = this.syncing;
    if (running) await running;
    // Whoever comes first after a sync starts the next.
    await (this.syncing ??= this.sync());
  }

  read(): readonly Acknowledged[] {
    const lines = readFileSync(this.file, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Acknowledged);
  }

  /** A second call does nothing. */
  async close(): Promise<void> {
    if (this.handle.fd >= 0) await this.handle.close();
  }

  private async sync(): Promise<void> {
    const group = this.lines.splice(0).join('');
    try {
      await this.handle.appendFile(group);
      await this.handle.datasync();
    } finally {
      this.syncing = undefined;
    }
  }
}
