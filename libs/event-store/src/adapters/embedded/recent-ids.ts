import { Lru } from '../../lru';
import type { LogFile } from './log-file.adapter';

/** How many events back a retry without an exact revision is still recognised. */
const REMEMBERED = 50_000;
/** How many of them are remembered across a restart. */
const RELOADED = 10_000;

/** Ids written lately, by stream, so that a retry of `any` and `stream_exists` is noticed. Best effort, as on the server. */
export class RecentIds {
  private readonly revisions = new Lru<string, number>(REMEMBERED);

  constructor(private readonly log: LogFile) {
    this.reload();
  }

  revisionOf(stream: string, id: string): number | undefined {
    return this.revisions.get(id + stream);
  }

  add(stream: string, id: string, revision: number): void {
    this.revisions.set(id + stream, revision);
  }

  /** Forgets what may not have been committed. */
  reload(): void {
    this.revisions.clear();
    for (const { stream, id, revision } of this.log.latestIds(RELOADED)) this.add(stream, id, revision);
  }
}
