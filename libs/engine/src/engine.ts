import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, EventStore } from '@tabularium/event-store';
import {
  governedCommand,
  Problem,
  type ContextDefinition,
  type Edge,
  type GovernedCommand,
  type Outcome,
} from '@tabularium/http';
import { anyOf, DevelopmentSignIn, providedTokens, SYSTEM, SYSTEM_ID, type SamplePerson } from '@tabularium/identity';
import type { CommandOutcome } from '@tabularium/kernel';
import { UnknownView, type ReadStore, type RebuildOptions, type ViewStatus } from '@tabularium/read-store';
import { pino, type Logger } from 'pino';
import { CommandRuntime } from './commands/command-runtime';
import { Duties } from './commands/duties';
import { KnownKeys } from './commands/known-keys';
import { RefusalRecord } from './commands/refusal-record';
import { isLoopback, type Settings } from './config/settings';
import { contexts as allContexts } from './contexts';
import { Following } from './follow/following';
import type { Tenant } from './follow/holder';
import { isUnfounded } from './follow/lag';
import { assertSameLog } from './follow/same-log';
import { Metrics } from './metrics';
import { createApplication } from './nest/application';
import { PinoLogger } from './nest/pino-logger';
import { People } from './people';
import type { CausedCommand } from './processes/process-runner';
import { Registry } from './registry';
import { assertFounded, founded } from './starting/founding';
import { isAlone, openStores, type Stores } from './stores';

/** Longest wait for requests that run when the engine is closed. */
const DRAIN_MS = 10_000;
const IDLE_CHECK_MS = 20;

export interface EngineOptions {
  readonly settings: Settings;
  /** Milliseconds since 1970; default the system's. */
  readonly clock?: Clock;
  /** Default: those of `contexts.ts`. */
  readonly contexts?: readonly ContextDefinition[];
  /**
   * What a new record begins with; default its director. Called again in a later start if it was interrupted. Nothing is
   * followed before it calls `registerDirector`.
   */
  readonly found?: (engine: Engine) => Promise<void>;
  readonly logger?: Logger;
  /** Whom whoever develops may sign in as, if the settings allow it (`Settings.developmentSignIn`); asked of the log once. */
  readonly samplePeople?: (log: EventStore) => Promise<readonly SamplePerson[]>;
}

/** A command given within the process. */
export interface Submission {
  readonly category: string;
  readonly id: string;
  readonly command: string;
  readonly data: object;
  /** A person's id, or `system`. */
  readonly actor: string;
  /** Idempotency key; default a new one. */
  readonly commandId?: string;
  readonly expectedRevision?: number;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** Number of the decision that orders it; for `system` only. */
  readonly decision?: string;
}

export interface InjectedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface InjectedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | number | undefined>>;
  readonly body: string;
  /** The body as it is, for what is not text. */
  readonly bytes: Buffer;
}

/**
 * Opens the data folder and starts everything but the listening socket. Throws StoreUnavailable when another process has
 * the folder, LogChanged when the views are of another log, InvalidView, and what a store throws that cannot be opened.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { settings, clock = Date.now, contexts = allContexts } = options;
  const logger = options.logger ?? pino({ level: settings.logLevel });
  const registry = new Registry(contexts);
  const stores = await openStores(settings, contexts, registry, clock, (err) =>
    logger.error({ err }, 'a view could not be built; trying again'),
  );
  const { samplePeople } = options;
  const signIn =
    samplePeople && settings.developmentSignIn
      ? new DevelopmentSignIn(settings.data, () => samplePeople(stores.log))
      : undefined;
  const engine = new Engine(settings, contexts, registry, stores, clock, logger, signIn);
  try {
    await engine.start(options.found);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** A running engine; see the README for what each call promises. */
export class Engine {
  private readonly metrics: Metrics;
  private readonly following: Following;
  private readonly tenant: Tenant | undefined;
  private readonly people: People;
  private readonly runtime: CommandRuntime;
  private app: NestFastifyApplication | undefined;
  private bus: CommandBus | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly contexts: readonly ContextDefinition[],
    private readonly registry: Registry,
    private readonly stores: Stores,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly signIn?: DevelopmentSignIn,
  ) {
    const { log, views, states, zone } = stores;
    this.tenant = settings.role === 'api' ? undefined : tenantOf(settings);
    this.people = new People(states, stores.clock, zone);
    this.following = new Following(
      log,
      {
        views,
        today: stores.today,
        upcast: registry.upcast,
        knows: registry.knows,
        send: (command) => this.sendFor(command),
        failed: (consumer, err) => logger.error({ consumer, err }, 'stands still; trying again'),
      },
      contexts.flatMap(({ processes }) => processes),
      this.tenant,
      contexts.flatMap(({ deadlines = [] }) => deadlines.map(({ name }) => name)),
    );
    this.metrics = new Metrics(
      () => this.following.status(clock()),
      () => views.status(),
    );
    const contracts = registry.all().map(({ contract }) => contract);
    const { barred } = new Duties(contracts, states);
    this.runtime = new CommandRuntime(
      { states, clock: stores.clock, zone, schemaVersionOf: registry.schemaVersionOf, barred },
      new KnownKeys(views),
      new RefusalRecord(log, stores.clock),
      this.metrics.observe,
    );
  }

  get views(): ReadStore {
    return this.stores.views;
  }

  get log(): EventStore {
    return this.stores.log;
  }

  /** Called by `createEngine`. */
  async start(found: EngineOptions['found'] = () => this.registerDirector()): Promise<void> {
    await assertSameLog(this.log, this.views);
    this.app = await createApplication(
      this.edge(),
      this.runtime,
      this.registry,
      new PinoLogger(this.logger),
      this.signIn,
    );
    this.bus = this.app.get(CommandBus);
    await this.app.getHttpAdapter().getInstance().ready();
    await this.found(found);
    await this.following.start();
  }

  /** Binds to the configured host and port; resolves with the address. */
  async listen(): Promise<string> {
    if (!this.app) throw new Error('The engine is closed');
    const { host, port } = this.settings;
    if (!isLoopback(host)) this.logger.warn({ host }, 'bound to more than this machine: put TLS before it');
    await this.app.listen(port, host);
    const address = (await this.app.getUrl()).replace('[::1]', 'localhost');
    this.signIn?.listensAt(address);
    return address;
  }

  /** The same request without a socket. */
  async inject({ method, path, headers = {}, body }: InjectedRequest): Promise<InjectedAnswer> {
    if (!this.app) throw new Error('The engine is closed');
    const payload = body === undefined ? {} : { payload: body };
    const answer = await this.app.inject({ method, url: path, headers: { ...headers }, ...payload });
    const { statusCode: status, headers: answered, body: text, rawPayload: bytes } = answer;
    return { status, headers: answered, body: text, bytes };
  }

  /** The way of a command for callers in the process. Throws Problem. */
  async submit({ category, command: name, actor, ...given }: Submission): Promise<Outcome> {
    const wiring = this.registry.aggregate(category);
    if (!wiring) throw new Problem(404, 'NO_SUCH_AGGREGATE', `There is no aggregate ${category}`);
    const caller = actor === SYSTEM_ID ? SYSTEM : await this.people.callerOf(actor);
    const commandId = given.commandId ?? randomUUID();
    const command = governedCommand({
      ...given,
      contract: wiring.contract,
      name,
      caller,
      commandId,
      keyGiven: given.commandId !== undefined,
      correlationId: given.correlationId ?? commandId,
    });
    if (!this.bus) throw new Error('The engine is closed');
    return this.bus.execute<GovernedCommand, Outcome>(command);
  }

  /** A bearer token for a person; see `Tokens.mint`. */
  mintToken(person: string, seconds?: number): Promise<string> {
    return this.stores.tokens.mint(person, seconds);
  }

  caughtUp(): Promise<void> {
    return this.following.caughtUp();
  }

  /** Builds a view again beside the one that serves; see `ReadStore.rebuild`. Throws UnknownView. */
  async rebuild(name: string, options: RebuildOptions = {}): Promise<ViewStatus> {
    const view = this.contexts.flatMap(({ views }) => views).find((other) => other.name === name);
    if (!view) throw new UnknownView(name);
    return this.views.rebuild(view, options);
  }

  private async found(found: NonNullable<EngineOptions['found']>): Promise<void> {
    if (!this.tenant) return assertFounded(this.views);
    await founded(this.views, this.tenant, {
      isNew: () => isUnfounded(this.log),
      found: () => found(this),
    });
  }

  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  /** What runs is finished while views and processes still go on, for answers may wait for them. */
  private async stop(): Promise<void> {
    if (this.app) await drained(this.app);
    await this.following.stop();
    await this.stores.close();
  }

  private edge(): Edge {
    const { log, views, tokens } = this.stores;
    const provider = this.settings.identityProvider;
    return {
      contexts: this.contexts,
      views,
      log,
      tokens: anyOf(tokens, ...(provider ? [providedTokens(provider)] : []), ...(this.signIn ? [this.signIn] : [])),
      upcast: this.registry.upcast,
      callerOf: this.people.callerOf,
      projected: this.following.projected,
      follower: () => this.following.status(this.clock()),
      role: this.settings.role,
      recordingFault: () => log.fault ?? this.stores.clock.fault,
      recordForbidden: (forbidden) => this.runtime.recordForbidden(forbidden),
      metrics: () => this.metrics.text(),
      logger: this.logger,
      rate: this.settings.rate,
      proxies: this.settings.proxies,
      bodyLimitBytes: this.settings.bodyLimitBytes,
    };
  }

  /**
   * Somebody must be there to give the first role; from then on the rules of the organisation hold. The keys are fixed,
   * so that a start that was killed between the two goes on. Views, processes and deadlines are followed from here on.
   */
  async registerDirector(): Promise<void> {
    await this.following.start();
    if (!this.registry.aggregate('person') || !(await isUnfounded(this.log))) return;
    const to = { category: 'person', id: this.settings.director, actor: SYSTEM_ID };
    await this.submit({
      ...to,
      command: 'RegisterPerson',
      data: { name: 'Director', unit: 'PMO' },
      commandId: 'first-person',
    });
    await this.submit({ ...to, command: 'GrantRole', data: { role: 'PMO_DIRECTOR' }, commandId: 'first-role' });
    await this.following.caughtUp();
  }

  /** A process acts as the engine, by the event that made it act or a decision. A refusal is on record and does not stop it. */
  private async sendFor(caused: CausedCommand): Promise<CommandOutcome> {
    const { category, id, command, data, commandId, authority, cause } = caused;
    const by = { actor: SYSTEM_ID, correlationId: cause.metadata.correlationId, causationId: cause.id };
    const decision = authority ? { decision: authority.ref } : {};
    const submitted = this.submit({ category, id, command, data, commandId, ...by, ...decision });
    const outcome = await (caused.report ? submitted.catch(asRefused) : submitted);
    return outcome.kind === 'accepted'
      ? { kind: 'accepted', eventIds: outcome.receipt.eventIds }
      : { kind: 'refused', code: outcome.refusal.code, words: outcome.refusal.words };
  }
}

/** A command that cannot be carried out as it is, and never will be: whoever ordered it is told. */
function asRefused(error: unknown): Outcome {
  if (!(error instanceof Problem) || !NEVER.has(error.status)) throw error;
  return { kind: 'refused', refusal: { code: error.code, words: error.message } };
}

const NEVER: ReadonlySet<number> = new Set([400, 403, 404, 422]);

/** A connection that is kept alive after its last answer would hold up the end: those that have become idle are closed. */
async function drained(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const closing = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  try {
    await Promise.race([app.close(), sleep(DRAIN_MS, undefined, { ref: false })]);
  } finally {
    clearInterval(closing);
  }
}

/** Names this process among those that share its stores. */
const tenantOf = (settings: Settings): Tenant => ({
  alone: isAlone(settings),
  owner: `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
});
