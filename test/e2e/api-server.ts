import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, readSettings, type Engine, type EngineOptions, type Settings } from '@tabularium/engine';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body as JSON; undefined if it is none. */
  readonly body: Body;
}

/** What tests read of a body. */
export interface Body {
  readonly [name: string]: unknown;
  readonly code?: string;
  readonly faults?: readonly { readonly pointer: string }[];
}

/** A real engine over real stores in a folder of its own. */
export class TestServer {
  private constructor(
    public engine: Engine,
    private readonly settings: Settings,
    private readonly more: Partial<EngineOptions>,
  ) {}

  static async start(
    environment: Readonly<Record<string, string>> = {},
    more: Partial<EngineOptions> = {},
  ): Promise<TestServer> {
    const folder = mkdtempSync(join(tmpdir(), 'tabularium-e2e-'));
    const settings = readSettings({
      TABULARIUM_DATA: folder,
      TABULARIUM_LOG_LEVEL: 'silent',
      TABULARIUM_PORT: '0',
      ...environment,
    });
    return new TestServer(await createEngine({ settings, ...more }), settings, more);
  }

  get folder(): string {
    return this.settings.data;
  }

  /** The same folder in a new engine: what only a process remembers is gone. */
  async restart(whileClosed: () => void = () => undefined): Promise<void> {
    await this.engine.close();
    whileClosed();
    this.engine = await createEngine({ settings: this.settings, ...this.more });
    await this.engine.caughtUp();
  }

  async stop(): Promise<void> {
    await this.engine.close();
    rmSync(this.settings.data, { recursive: true });
  }

  token(person = 'director'): Promise<string> {
    return this.engine.mintToken(person);
  }

  async get(path: string, person = 'director', headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('GET', path, { authorization: `Bearer ${await this.token(person)}`, ...headers });
  }

  /** Gives a command; the answer waits for the views. */
  async post(
    path: string,
    body: unknown,
    person = 'director',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const all = {
      authorization: `Bearer ${await this.token(person)}`,
      'content-type': 'application/json',
      prefer: 'wait=projection',
      ...headers,
    };
    return this.send('POST', path, all, typeof body === 'string' ? body : JSON.stringify(body));
  }

  async send(
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    payload?: string,
  ): Promise<Answer> {
    const sent = payload === undefined ? {} : { body: payload };
    const { status, headers: answered, body: text } = await this.engine.inject({ method, path, headers, ...sent });
    return { status, headers: answered, text, body: jsonOf(text) };
  }

  /** A person with roles in force today, given by the director. */
  async person(id: string, ...roles: readonly { readonly role: string; readonly project?: string }[]): Promise<void> {
    await this.accepted(`/api/person/${id}/register-person`, { name: id, unit: 'PMO' });
    for (const role of roles) await this.accepted(`/api/person/${id}/grant-role`, role);
  }

  /** Gives a command that must be accepted. */
  async accepted(path: string, body: unknown, person = 'director'): Promise<Body> {
    const answer = await this.post(path, body, person);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  /** Every event of the log, oldest first. */
  async log(): Promise<readonly { readonly type: string; readonly stream: string; readonly data: Body }[]> {
    const events = [];
    for await (const event of this.engine.log.readAll()) events.push(event);
    return events;
  }
}

function jsonOf(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}

/** Writes bytes to a socket as they are, and resolves with everything that came back until the other side closed. */
export function exchange(address: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const received: Buffer[] = [];
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(received).toString()));
    socket.write(bytes);
  });
}
