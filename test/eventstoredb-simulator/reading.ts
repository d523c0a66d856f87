import type { ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { FaultSwitch } from './faults';
import type { LogRecord, SimulatedLog } from './log';
import { eventAnswer, handlerException, nameOf, notFoundAnswer, streamDeleted } from './wire';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Writes one message and waits while the client does not take more. False: the call is over. */
export async function send(call: ReadCall, message: ReadResp): Promise<boolean> {
  if (call.cancelled || call.writableEnded || call.destroyed) return false;
  if (call.write(message)) return true;
  await new Promise<void>((resolve) => {
    const done = () => {
      call.off('drain', done).off('cancelled', done).off('close', done).off('error', done);
      resolve();
    };
    call.once('drain', done).once('cancelled', done).once('close', done).once('error', done);
  });
  return !call.cancelled;
}

/** Answers a read that ends. */
export async function answerRead(call: ReadCall, log: SimulatedLog, faults: FaultSwitch): Promise<void> {
  const options = call.request.getOptions()!;
  const found = options.hasAll() ? allRecords(options, log) : streamRecords(options, log);
  if (found instanceof Error) return fail(call, found);
  if (found === 'absent') await send(call, notFoundAnswer(streamOf(options)));
  else await sendRecords(call, found, faults, Number(options.getCount()));
  call.end();
}

async function sendRecords(
  call: ReadCall,
  records: Iterable<LogRecord>,
  faults: FaultSwitch,
  count: number,
): Promise<void> {
  let left = count;
  for (const record of records) {
    if (left-- <= 0 || faults.now.kind === 'halfClose') return;
    if (faults.now.kind === 'silent') await new Promise<void>((resolve) => call.once('cancelled', resolve));
    await faults.pause();
    if (!(await send(call, eventAnswer(record)))) return;
  }
}

type Options = ReadReq.Options;

export const streamOf = (options: Options): string => nameOf(options.getStream()?.getStreamIdentifier());

function streamRecords(options: Options, log: SimulatedLog): readonly LogRecord[] | 'absent' | Error {
  const name = streamOf(options);
  const records = log.read(name);
  if (records === 'absent') return records;
  if (records === 'deleted') return streamDeleted(name);
  const place = options.getStream()!;
  if (options.getReadDirection() !== ReadReq.Options.ReadDirection.BACKWARDS) {
    if (place.hasEnd()) return handlerException();
    return records.filter(({ revision }) => place.hasStart() || BigInt(revision) >= BigInt(place.getRevision()));
  }
  const last = place.hasEnd() ? undefined : place.hasStart() ? 0n : BigInt(place.getRevision());
  return records.filter(({ revision }) => last === undefined || BigInt(revision) <= last).reverse();
}

/** Forwards from a position inclusively; backwards what lies before it, as the reader of the log goes. */
function allRecords(options: Options, log: SimulatedLog): Iterable<LogRecord> | Error {
  const place = options.getAll()!;
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
  const index = place.hasPosition() ? log.indexFrom(positionIn(place), true) : place.hasEnd() ? log.records.length : 0;
  if (index === undefined) return handlerException();
  return backwards ? backFrom(log.records, index - 1) : ahead(log.records, index);
}

function* ahead(records: readonly LogRecord[], from: number): Generator<LogRecord> {
  const end = records.length;
  for (let i = from; i < end; i++) yield records[i]!;
}

function* backFrom(records: readonly LogRecord[], from: number): Generator<LogRecord> {
  for (let i = from; i >= 0; i--) yield records[i]!;
}

export function positionIn(place: ReadReq.Options.AllOptions): { readonly commit: bigint; readonly prepare: bigint } {
  const position = place.getPosition()!;
  return { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) };
}

/** Ends a call with a status: grpc-js takes it as an event, and sends it before it ends the call. */
export function fail(call: ReadCall, error: Error): void {
  call.emit('error', error);
}
