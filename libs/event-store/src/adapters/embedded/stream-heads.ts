import { Lru } from '../../lru';
import { readMarker } from './deletion-marker';
import type { LogFile } from './log-file.adapter';
import type { StreamHead } from './verdict';
import { EMPTY_HEAD } from './verdict';

const CACHED_STREAMS = 50_000;

type Deletion = Pick<StreamHead, 'keepFrom' | 'tombstoned'>;

/**
 * Where each stream stands. One process writes, so what is remembered is right as long as every write is told; a reader of
 * another process's log remembers nothing.
 */
export class StreamHeads {
  private readonly heads: Lru<string, StreamHead>;
  private readonly deletions = new Map<string, Deletion>();

  constructor(
    private readonly log: LogFile,
    private readonly remembers: boolean,
  ) {
    this.heads = new Lru(CACHED_STREAMS);
    this.reload();
  }

  of(stream: string): StreamHead {
    if (!this.remembers) this.reload();
    const known = this.heads.get(stream);
    if (known) return known;
    const head = { ...EMPTY_HEAD, ...this.deletions.get(stream), last: this.log.lastRevision(stream) };
    this.heads.set(stream, head);
    return head;
  }

  /** Last revision of a stream of which nothing was deleted. */
  ofWhole(stream: string): number | undefined {
    const { last, keepFrom, tombstoned } = this.of(stream);
    return keepFrom > 0 || tombstoned ? undefined : last;
  }

  /** Told of every write, before it is committed. */
  moved(stream: string, head: StreamHead): void {
    this.heads.set(stream, head);
    if (head.keepFrom > 0 || head.tombstoned) this.deletions.set(stream, head);
  }

  /** Forgets everything that may not have been committed. */
  reload(): void {
    this.heads.clear();
    this.deletions.clear();
    for (const row of this.log.markers()) {
      const { stream, ...deletion } = readMarker(row);
      this.deletions.set(stream, deletion);
    }
  }
}
