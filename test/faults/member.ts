import type { Client } from './client';
import { ServerProcess, type Environment, type Role } from './server-process';
import type { Site } from './site';

let starts = 0;

/** A place in the topology, filled by one process after the other. */
export class Member {
  /** What the dead of this place have said. */
  readonly complaints: string[] = [];
  private server: ServerProcess | undefined;
  private given = '';

  constructor(
    readonly role: Role,
    private readonly record: string,
    private readonly environment: Environment,
    private readonly site: Site,
  ) {}

  /** Of its process, in its connections to a database. */
  get name(): string {
    return this.given;
  }

  get client(): Client | undefined {
    return this.server?.client;
  }

  start(): void {
    this.given = `${this.role}-${++starts}`;
    const { DATABASE_URL: url } = this.environment;
    const named: Environment = url ? { DATABASE_URL: `${url}?application_name=${this.given}` } : {};
    this.server = ServerProcess.start(this.record, { ...this.environment, ...named, TABULARIUM_ROLE: this.role });
  }

  /** Resolves with the seconds since `since` when it is ready; writers are then sent to it, if it takes commands. */
  async ready(since = performance.now()): Promise<number> {
    const client = await this.server?.ready();
    const seconds = (performance.now() - since) / 1_000;
    if (client && this.role !== 'projector') this.site.up(client);
    return seconds;
  }

  standStill(): void {
    this.leave();
    this.server?.standStill();
  }

  goOn(): void {
    this.server?.goOn();
    if (this.client && this.role !== 'projector') this.site.up(this.client);
  }

  async kill(): Promise<void> {
    this.leave();
    await this.server?.kill();
    this.complaints.push(...(this.server?.complaints ?? []));
  }

  /** In good order; resolves with the exit code. */
  async stop(): Promise<number | null | undefined> {
    this.leave();
    const code = await this.server?.stop();
    this.complaints.push(...(this.server?.complaints ?? []));
    return code;
  }

  private leave(): void {
    if (this.client) this.site.down(this.client);
  }
}
