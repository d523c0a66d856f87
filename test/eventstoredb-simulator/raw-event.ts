import { credentials } from '@grpc/grpc-js';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { AppendReq, type AppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { RunningSimulator } from './child';

/** As another client may write: content that is not what it says. */
export function appendRaw(
  server: Pick<RunningSimulator, 'host' | 'port'>,
  stream: string,
  data: string,
  metadata: string,
): Promise<AppendResp> {
  const client = new StreamsClient(`${server.host}:${server.port}`, credentials.createInsecure());
  const header = new AppendReq.Options()
    .setAny(new Empty())
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream))));
  const message = new AppendReq.ProposedMessage()
    .setId(new UUID().setString('00000000-0000-4000-8000-000000000001'))
    .setData(Uint8Array.from(Buffer.from(data)))
    .setCustomMetadata(Uint8Array.from(Buffer.from(metadata)));
  message.getMetadataMap().set('type', 'Raw').set('content-type', 'application/json');
  return new Promise<AppendResp>((resolve, reject) => {
    const call = client.append((error, answer) => (error ? reject(error) : resolve(answer)));
    call.write(new AppendReq().setOptions(header));
    call.write(new AppendReq().setProposedMessage(message));
    call.end();
  }).finally(() => client.close());
}
