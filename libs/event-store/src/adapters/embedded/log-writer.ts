import type { EncodedEvent } from '../../encode';
import type { Appended, Expected } from '../../port';
import { RevisionConflict, StreamDeleted } from '../../port';
import type { DeletionKind } from './deletion-marker';
import { headAfter, markerOf, markerStream } from './deletion-marker';
import type { LogFile } from './log-file.adapter';
import { positionOf } from './position';
import { RecentIds } from './recent-ids';
import type { StreamHeads } from './stream-heads';
import type { StreamHead } from './verdict';
import { verdictOn } from './verdict';

/** One thing to be written: events, or the deletion of a stream. */
export interface WriteRequest {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly EncodedEvent[];
  readonly deletion?: DeletionKind;
}

/** What became of a request: the receipt, or the error its caller gets. */
export type Outcome = Appended | RevisionConflict | StreamDeleted;

/** Gives every request its verdict and writes its rows, inside a transaction that others open and commit. */
export class LogWriter {
  private readonly recent: RecentIds;
  private lastRow: number;

  constructor(
    private readonly log: LogFile,
    private readonly heads: StreamHeads,
  ) {
    this.recent = new RecentIds(log);
    this.lastRow = log.last();
  }

  perform(request: WriteRequest): Outcome {
    const { stream, expected } = request;
    const head = this.heads.of(stream);
    const ids = request.events.map((event) => event.id);
    const verdict = verdictOn(expected, ids, head, {
      at: (revision) => this.log.at(stream, revision)?.id,
      recent: (id) => this.recent.revisionOf(stream, id),
    });
    if (verdict.kind === 'deleted') return new StreamDeleted(stream);
    if (verdict.kind === 'conflict')
      return new RevisionConflict(stream, expected, head.last < 0 ? undefined : head.last);
    if (verdict.kind === 'already') return this.receiptFor(stream, verdict.revision);
    return request.deletion ? this.delete(stream, request.deletion, head) : this.write(request, head);
  }

  /** After a rollback: the memory is that of the file again. */
  reload(): void {
    this.heads.reload();
    this.recent.reload();
    this.lastRow = this.log.last();
  }

  private write({ stream, events }: WriteRequest, head: StreamHead): Appended {
    let revision = head.last;
    for (const event of events) {
      this.insert(stream, ++revision, event);
      this.recent.add(stream, event.id, revision);
    }
    this.heads.moved(stream, { ...head, last: revision });
    // A server answers 0 to an empty append to a stream that is not there.
    return { revision: Math.max(revision, 0), position: positionOf(this.lastRow) };
  }

  private delete(stream: string, kind: DeletionKind, head: StreamHead): Appended {
    const markers = markerStream(stream);
    this.insert(markers, this.log.lastRevision(markers) + 1, markerOf(kind, head));
    this.heads.moved(stream, headAfter(kind, head));
    return { revision: Math.max(head.last, 0), position: positionOf(this.lastRow) };
  }

  private insert(stream: string, revision: number, event: EncodedEvent): void {
    this.lastRow += 1;
    this.log.insert({ position: this.lastRow, stream, revision, ...event });
  }

  private receiptFor(stream: string, revision: number): Appended {
    return { revision, position: positionOf(this.log.at(stream, revision)?.position ?? this.lastRow) };
  }
}
