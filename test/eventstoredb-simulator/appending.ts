import type {
  sendUnaryData,
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServiceError,
} from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import {
  AllStreamPosition,
  StreamDeleted,
  StreamIdentifier,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import {
  BatchAppendResp,
  DeleteResp,
  TombstoneResp,
  type AppendReq,
  type AppendResp,
  type BatchAppendReq,
  type DeleteReq,
  type TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb';
import type { Expected } from './decision';
import type { FaultSwitch } from './faults';
import type { Outcome, Proposed, SimulatedLog } from './log';
import {
  appendAnswer,
  expectedOf,
  handlerException,
  nameOf,
  notLeader,
  proposedOf,
  serviceError,
  streamDeleted,
  tooLarge,
  wrongExpectedVersion,
} from './wire';

/** Sum of data and metadata of one append, as the server of the recording was configured. */
const MAX_APPEND_BYTES = 1_048_576;

interface Request {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly Proposed[];
}

/** Everything that writes. */
export class Appending {
  constructor(
    private readonly log: SimulatedLog,
    private readonly faults: FaultSwitch,
  ) {}

  append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('data', (message: AppendReq) => {
      options ??= message.getOptions();
      const proposed = message.getProposedMessage();
      if (proposed) events.push(proposedOf(proposed));
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      // A connection that breaks ends the call too, perhaps amidst its events; that it was cancelled is known a turn later.
      setTimeout(() => {
        if (call.cancelled || !options) return;
        const stream = nameOf(options.getStreamIdentifier());
        const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
        void this.answerAppend({ stream, expected, events }, answer);
      });
    });
  }

  /** Each request is answered on the same stream, by its correlation id. */
  batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    const open = new Map<string, Request & { readonly events: Proposed[] }>();
    call.on('data', (message: BatchAppendReq) => {
      const correlation = message.getCorrelationId()!;
      const options = message.getOptions();
      const request = open.get(correlation.getString()) ?? { ...batchHeader(options!), events: [] };
      open.set(correlation.getString(), request);
      request.events.push(...message.getProposedMessagesList().map(proposedOf));
      if (!message.getIsFinal()) return;
      open.delete(correlation.getString());
      if (this.faults.now.kind !== 'silent')
        call.write(batchAnswer(request, this.carryOut(request)).setCorrelationId(correlation));
    });
    call.on('error', () => undefined);
    call.on('end', () => call.end());
  }

  delete(call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void {
    const options = call.request.getOptions()!;
    const stream = nameOf(options.getStreamIdentifier());
    const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
    void this.answerDeletion(stream, expected, answer, 'softDelete', (position) => {
      const at = new DeleteResp.Position().setCommitPosition(position).setPreparePosition(position);
      return new DeleteResp().setPosition(at);
    });
  }

  tombstone(call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>): void {
    const options = call.request.getOptions()!;
    const stream = nameOf(options.getStreamIdentifier());
    const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
    void this.answerDeletion(stream, expected, answer, 'tombstone', (position) => {
      const at = new TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position);
      return new TombstoneResp().setPosition(at);
    });
  }

  private async answerAppend(request: Request, answer: sendUnaryData<AppendResp>): Promise<void> {
    const fault = this.faults.now;
    if (fault.kind === 'silent') return;
    await this.faults.pause();
    const refusal = this.refusal();
    if (refusal) return answer(refusal);
    const outcome = this.carryOut(request);
    if (fault.kind === 'silentAfterWrite') return;
    if (fault.kind === 'halfClose') return answer(null, undefined);
    if (fault.kind === 'errorAfterWrite') return answer(serviceError(fault.code, 'Simulated'));
    if (outcome instanceof Error) return answer(outcome);
    if (outcome.kind === 'deleted') return answer(streamDeleted(request.stream));
    answer(null, appendAnswer(request.expected, outcome));
  }

  private async answerDeletion<R>(
    stream: string,
    expected: Expected,
    answer: sendUnaryData<R>,
    how: 'softDelete' | 'tombstone',
    positioned: (position: string) => R,
  ): Promise<void> {
    if (this.faults.now.kind === 'silent') return;
    await this.faults.pause();
    const refusal = this.refusal();
    if (refusal) return answer(refusal);
    const outcome = this.log[how](stream, expected);
    if (outcome.kind === 'deleted') return answer(streamDeleted(stream));
    if (outcome.kind === 'conflict') return answer(wrongExpectedVersion(stream, expected, outcome.current));
    answer(null, positioned(String(outcome.position)));
  }

  private refusal(): ServiceError | undefined {
    const fault = this.faults.now;
    if (fault.kind === 'notLeader') return notLeader(fault.host, fault.port);
    return fault.kind === 'failing' ? serviceError(fault.code, 'Simulated') : undefined;
  }

  private carryOut({ stream, expected, events }: Request): Outcome | ServiceError {
    const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    if (bytes > MAX_APPEND_BYTES) return tooLarge(MAX_APPEND_BYTES);
    if (stream === '' || events.some(({ type }) => type === '')) return handlerException();
    return this.log.append(stream, expected, events);
  }
}

function batchHeader(options: BatchAppendReq.Options): Omit<Request, 'events'> {
  const expected = expectedOf(options, options.hasStreamPosition() ? options.getStreamPosition() : undefined);
  return { stream: nameOf(options.getStreamIdentifier()), expected };
}

function batchAnswer({ stream, expected }: Request, outcome: Outcome | ServiceError): BatchAppendResp {
  const answer = new BatchAppendResp().setStreamIdentifier(
    new StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream))),
  );
  if (outcome instanceof Error) return answer.setError(new Status().setMessage(outcome.message));
  if (outcome.kind === 'deleted')
    return answer.setError(statusOf('StreamDeleted', new StreamDeleted().serializeBinary()));
  if (outcome.kind === 'conflict') return answer.setError(batchConflict(expected, outcome.current));
  const position = String(outcome.position);
  const at = new AllStreamPosition().setCommitPosition(position).setPreparePosition(position);
  const success = new BatchAppendResp.Success().setPosition(at);
  if (outcome.revision === undefined) success.setNoStream(new Empty());
  else success.setCurrentRevision(String(outcome.revision));
  return answer.setSuccess(success);
}

function batchConflict(expected: Expected, current: number | undefined): Status {
  const conflict = new WrongExpectedVersion();
  if (current === undefined) conflict.setCurrentNoStream(new Empty());
  else conflict.setCurrentStreamRevision(String(current));
  if (typeof expected === 'number') conflict.setExpectedStreamPosition(String(expected));
  if (expected === 'any') conflict.setExpectedAny(new Empty());
  if (expected === 'stream_exists') conflict.setExpectedStreamExists(new Empty());
  if (expected === 'no_stream') conflict.setExpectedNoStream(new Empty());
  return statusOf('WrongExpectedVersion', conflict.serializeBinary());
}

function statusOf(name: string, details: Uint8Array): Status {
  const any = new Any();
  any.pack(details, `event_store.client.${name}`);
  return new Status().setCode(Code.UNKNOWN).setMessage(name).setDetails(any);
}
