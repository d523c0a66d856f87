import { LogClock, States, type EventStore } from '@tabularium/event-store';
import { governedCommand, Problem, type Outcome } from '@tabularium/http';
import { SYSTEM, SYSTEM_ID } from '@tabularium/identity';
import { instantOf, zoneOf } from '@tabularium/kernel';
import type { ReadStore } from '@tabularium/read-store';
import { DatabaseClient, type DatabaseServer } from './database';
import { processes, registry, TIME_ZONE, views as allViews } from './installation';
import { LogClient } from './log-client';
import type { LogServer } from './log-server';
import type { Network } from './network';
import {
  CommandRuntime,
  Duties,
  Following,
  KnownKeys,
  openReadStore,
  People,
  RefusalRecord,
  type CausedCommand,
} from './parts';
import type { SimulatedProcess } from './simulated-process';

/** What every process of the installation reaches. */
export interface Site {
  readonly log: LogServer;
  readonly database: DatabaseServer;
  readonly network: Network;
  readonly trace: (line: string) => void;
}

/** What is followed: what leases give, or nothing. */
export type Share = 'leases' | 'nothing';

export interface Asked {
  readonly category: string;
  readonly id: string;
  readonly command: string;
  readonly data: object;
  readonly actor: string;
  readonly commandId: string;
  readonly expectedRevision?: number;
  readonly correlationId?: string;
  readonly causationId?: string;
}

const zone = zoneOf(TIME_ZONE);
const contracts = registry.all().map(({ contract }) => contract);

/** What one process is made of, as the engine makes it, without Nest and sockets. */
export class Node {
  private constructor(
    private readonly runtime: CommandRuntime,
    private readonly people: People,
    private readonly following: Following,
  ) {}

  /** Throws what a store throws that does not answer. */
  static async start(site: Site, process: SimulatedProcess, share: Share): Promise<Node> {
    const log = new LogClient(site.log, site.network.logWire(process));
    const today = () => zone.dayOf(instantOf(process.wall()));
    const readStore = await openReadStore('sqlite', new DatabaseClient(site.database, site.network, process), {
      views: allViews,
      timeZone: TIME_ZONE,
      today,
      upcast: registry.upcast,
      readOnly: share === 'nothing',
    });
    const node = await Node.over(log, noting(readStore, process), process, share, { today, trace: site.trace });
    await node.following.start();
    return node;
  }

  private static async over(
    log: EventStore,
    views: ReadStore,
    process: SimulatedProcess,
    share: Share,
    { today, trace }: { readonly today: () => string; readonly trace: Site['trace'] },
  ): Promise<Node> {
    const clock = await LogClock.over(log, process.wall);
    const states = new States(log, { upcast: registry.upcast });
    const { barred } = new Duties(contracts, states);
    const runtime = new CommandRuntime(
      { states, clock, zone, schemaVersionOf: registry.schemaVersionOf, barred },
      new KnownKeys(views),
      new RefusalRecord(log, clock),
      () => undefined,
    );
    const people = new People(states, clock, zone);
    const send = (caused: CausedCommand) => sendFor(runtime, people, caused);
    const failed = (consumer: string, error: unknown) => trace(`${process.name} ${consumer}: ${String(error)}`);
    const host = { views, today, send, upcast: registry.upcast, knows: registry.knows, failed };
    const tenant = share === 'leases' ? { owner: process.name, alone: false } : undefined;
    return new Node(runtime, people, new Following(log, host, processes, tenant));
  }

  /** Throws Problem, and what the runtime throws. */
  submit(asked: Asked): Promise<Outcome> {
    return submit(this.runtime, this.people, asked);
  }
}

/** Keeps in mind with which epoch events are written. */
function noting(views: ReadStore, process: SimulatedProcess): ReadStore {
  const ingest = views.ingest.bind(views);
  return Object.assign(views, {
    ingest: (...[epoch, batch, options]: Parameters<ReadStore['ingest']>) => {
      if (batch.length > 0) process.viewsEpoch = epoch;
      return ingest(epoch, batch, options);
    },
  });
}

async function submit(runtime: CommandRuntime, people: People, asked: Asked): Promise<Outcome> {
  const { category, command: name, actor, ...given } = asked;
  const wiring = registry.aggregate(category);
  if (!wiring) throw new Problem(404, 'NO_SUCH_AGGREGATE', category);
  const caller = actor === SYSTEM_ID ? SYSTEM : await people.callerOf(actor);
  const { correlationId = given.commandId } = given;
  const command = governedCommand({
    ...given,
    contract: wiring.contract,
    name,
    caller,
    keyGiven: true,
    correlationId,
  });
  return runtime.carryOut(wiring, command.asked);
}

async function sendFor(runtime: CommandRuntime, people: People, caused: CausedCommand) {
  const { category, id, command, data, commandId, cause } = caused;
  const by = { actor: SYSTEM_ID, correlationId: cause.metadata.correlationId, causationId: cause.id };
  const outcome = await submit(runtime, people, { category, id, command, data, commandId, ...by });
  return outcome.kind === 'accepted'
    ? ({ kind: 'accepted', eventIds: outcome.receipt.eventIds } as const)
    : ({ kind: 'refused', code: outcome.refusal.code, words: outcome.refusal.words } as const);
}
