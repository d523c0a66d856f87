import { randomUUID } from 'node:crypto';
import type { sendUnaryData, ServerUnaryCall, UntypedHandleCall } from '@grpc/grpc-js';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { type Empty, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Appending } from './appending';
import type { Fault } from './faults';
import { FaultSwitch } from './faults';
import { answerSubscription } from './following';
import { Front } from './front';
import { SimulatedLog } from './log';
import type { ReadCall } from './reading';
import { answerRead, fail } from './reading';
import { serviceError } from './wire';

/** Named so wherever it is asked: nobody shall take it for a store. */
const SIMULATED_VERSION = '23.10.8 (simulator)';

export interface SimulatorOptions {
  /** PEM texts; without them the simulator is insecure. */
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** With TLS: who may call. Default admin, changeit. */
  readonly user?: { readonly name: string; readonly password: string };
}

/**
 * An EventStoreDB of one node for tests: keeps the append, read, `$all`, filter, subscription, delete and tombstone rules in
 * memory, and misbehaves on command. It is not a store: what it was told is gone when it stops.
 */
export class Simulator {
  private readonly log = new SimulatedLog();
  private readonly faults = new FaultSwitch();
  private readonly server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  private front: Front | undefined;

  constructor(private readonly options: SimulatorOptions = {}) {}

  /** Starts on a free loopback port, or on this one. */
  async start(port = 0): Promise<void> {
    this.addServices();
    const inner = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync('127.0.0.1:0', this.credentials(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    this.front = new Front(inner);
    await this.front.open(port);
  }

  get port(): number {
    return this.network.port;
  }

  /** Where clients connect, and how the network between is broken. */
  get network(): Front {
    if (!this.front) throw new Error('The simulator is not started');
    return this.front;
  }

  misbehave(fault: Fault): void {
    this.faults.set(fault);
  }

  async stop(): Promise<void> {
    await this.front?.shut();
    this.server.forceShutdown();
  }

  private credentials(): ServerCredentials {
    const { tls } = this.options;
    if (!tls) return ServerCredentials.createInsecure();
    return ServerCredentials.createSsl(null, [
      { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
    ]);
  }

  private addServices(): void {
    const writes = new Appending(this.log, this.faults);
    this.server.addService(StreamsService, {
      append: this.guarded((call, answer) => writes.append(call, answer)),
      batchAppend: this.guarded((call) => writes.batchAppend(call)),
      delete: this.guarded((call, answer) => writes.delete(call, answer)),
      tombstone: this.guarded((call, answer) => writes.tombstone(call, answer)),
      read: this.guarded((call) => void this.read(call)),
    });
    this.server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: ServerUnaryCall<Empty, SupportedMethods>, answer: sendUnaryData<SupportedMethods>) =>
        answer(null, supportedMethods()),
    });
    this.server.addService(GossipService, {
      read: (_: ServerUnaryCall<Empty, ClusterInfo>, answer: sendUnaryData<ClusterInfo>) =>
        answer(null, this.cluster()),
    });
  }

  private async read(call: ReadCall): Promise<void> {
    const { kind } = this.faults.now;
    call.on('error', () => undefined);
    if (kind === 'silent') return;
    if (kind === 'halfClose') {
      call.end();
      return;
    }
    await this.faults.pause();
    if (call.request.getOptions()!.hasSubscription()) return answerSubscription(call, this.log, this.faults);
    return answerRead(call, this.log, this.faults);
  }

  /** Who calls without the right user is refused, as far as there are users. */
  private guarded(handler: (call: never, answer: never) => void): UntypedHandleCall {
    return ((call: ServerUnaryCall<unknown, unknown>, answer?: sendUnaryData<unknown>) => {
      if (this.admits(call.metadata.get('authorization')[0])) return handler(call as never, answer as never);
      const refusal = serviceError(status.UNAUTHENTICATED, 'Access Denied', { exception: 'access-denied' });
      return answer ? answer(refusal) : fail(call as unknown as ReadCall, refusal);
    }) as UntypedHandleCall;
  }

  private admits(authorization: unknown): boolean {
    const { tls, user = { name: 'admin', password: 'changeit' } } = this.options;
    if (!tls) return true;
    return authorization === `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  }

  private cluster(): ClusterInfo {
    const member = new MemberInfo()
      .setInstanceId(new UUID().setString(randomUUID()))
      .setState(MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setTimeStamp(String(Date.now()))
      .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(this.port));
    return new ClusterInfo().setMembersList([member]);
  }
}

function supportedMethods(): SupportedMethods {
  const methods = [
    ['read', ['position', 'events']],
    ['append', []],
    ['delete', []],
    ['tombstone', []],
    ['batchappend', ['deadline_duration']],
  ] as const;
  const list = methods.map(([name, features]) =>
    new SupportedMethod()
      .setServiceName('event_store.client.streams.streams')
      .setMethodName(name)
      .setFeaturesList([...features]),
  );
  return new SupportedMethods().setMethodsList(list).setEventStoreServerVersion(SIMULATED_VERSION);
}
