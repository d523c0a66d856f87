import { status, Metadata, type ServiceError } from '@grpc/grpc-js';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendResp, ReadResp, type AppendReq, type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import type { Expected } from './decision';
import type { LogRecord, Outcome, Proposed } from './log';

/** A gRPC status with the trailers EventStoreDB sends. */
export function serviceError(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const handlerException = (): ServiceError => serviceError(status.UNKNOWN, 'Exception was thrown by handler.');

export const streamDeleted = (stream: string): ServiceError =>
  serviceError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': encodeURIComponent(stream),
  });

export const tooLarge = (limit: number): ServiceError =>
  serviceError(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const notLeader = (host: string, port: number): ServiceError =>
  serviceError(status.NOT_FOUND, `Leader info available`, {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

/** How deletions say that the stream is not where it was expected; appends say it in their answer. */
export const wrongExpectedVersion = (stream: string, expected: Expected, current: number | undefined): ServiceError =>
  serviceError(status.FAILED_PRECONDITION, `Append failed due to WrongExpectedVersion.`, {
    exception: 'wrong-expected-version',
    'stream-name': encodeURIComponent(stream),
    'expected-version': String(typeof expected === 'number' ? expected : expected === 'no_stream' ? -1 : -2),
    ...(current === undefined ? {} : { 'actual-version': String(current) }),
  });

export const nameOf = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

interface ExpectedOptions {
  hasNoStream(): boolean;
  hasAny(): boolean;
}

/** @param revision the exact one, where the request names it */
export function expectedOf(options: ExpectedOptions, revision: string | undefined): Expected {
  if (revision !== undefined) return Number(revision);
  if (options.hasNoStream()) return 'no_stream';
  return options.hasAny() ? 'any' : 'stream_exists';
}

export function proposedOf(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed {
  const about = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: about.get('type') ?? '',
    contentType: about.get('content-type') ?? 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function appendAnswer(expected: Expected, outcome: Exclude<Outcome, { kind: 'deleted' }>): AppendResp {
  if (outcome.kind === 'conflict')
    return new AppendResp().setWrongExpectedVersion(conflictOf(expected, outcome.current));
  const { revision, position } = outcome;
  const at = new AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));
  const success = new AppendResp.Success().setPosition(at);
  if (revision === undefined) success.setNoStream(new Empty());
  else success.setCurrentRevision(String(revision));
  return new AppendResp().setSuccess(success);
}

function conflictOf(expected: Expected, current: number | undefined): AppendResp.WrongExpectedVersion {
  const conflict = new AppendResp.WrongExpectedVersion();
  if (current === undefined) conflict.setCurrentNoStream(new Empty()).setNoStream2060(new Empty());
  else conflict.setCurrentRevision(String(current)).setCurrentRevision2060(current);
  if (typeof expected === 'number') conflict.setExpectedRevision(String(expected)).setExpectedRevision2060(expected);
  if (expected === 'any') conflict.setExpectedAny(new Empty()).setAny2060(new Empty());
  if (expected === 'stream_exists') conflict.setExpectedStreamExists(new Empty()).setStreamExists2060(new Empty());
  if (expected === 'no_stream') conflict.setExpectedNoStream(new Empty());
  return conflict;
}

export function eventAnswer(record: LogRecord): ReadResp {
  const position = String(record.position);
  const event = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString(record.id))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(record.revision)
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  event
    .getMetadataMap()
    .set('type', record.type)
    .set('content-type', record.contentType)
    .set('created', String(record.created));
  return new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(event).setCommitPosition(position));
}

export const notFoundAnswer = (stream: string): ReadResp =>
  new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)));

export const checkpointAnswer = (commit: bigint, prepare: bigint): ReadResp =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint().setCommitPosition(String(commit)).setPreparePosition(String(prepare)),
  );

const identifierOf = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream, 'utf8')));
