/** `PRAGMA application_id`: «TABV» in ASCII, so that a file of something else is never taken for a log. */
export const APPLICATION_ID = 0x54414256;
export const SCHEMA_VERSION = 1;

/**
 * One row an event, never changed. A deletion is a row of its own in the stream `$$<name>`, so that it has its place in
 * the log and takes no revision of the stream it ends. The triggers refuse every change, rows in the wrong place, and with
 * them INSERT OR REPLACE, which deletes without firing a DELETE trigger.
 */
export const SCHEMA = `
CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  stream   TEXT    NOT NULL,
  revision INTEGER NOT NULL,
  id       TEXT    NOT NULL,
  type     TEXT    NOT NULL,
  data     TEXT    NOT NULL,
  metadata TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_by_stream ON event (stream, revision);
CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_is_appended_last BEFORE INSERT ON event
WHEN NEW.position <= (SELECT max(position) FROM event)
  OR NEW.revision <> 1 + coalesce((SELECT max(revision) FROM event WHERE stream = NEW.stream), -1)
BEGIN SELECT RAISE(ABORT, 'events are only appended at the end'); END;
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;

export const SOFT_DELETED = '$softDeleted';
export const TOMBSTONED = '$tombstoned';

/** An event as it stands in the table. */
export interface EventRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}
