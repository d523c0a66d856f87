import { Agent, request, type IncomingMessage } from 'node:http';

/** What tests read of an answer. */
export interface Reply {
  readonly status: number;
  readonly body: ReplyBody;
  /** Seconds, as the server says it. */
  readonly retryAfter?: string;
}

export interface ReplyBody {
  readonly [name: string]: unknown;
  readonly code?: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly eventIds?: readonly string[];
  readonly replayed?: true;
}

/** Keeps its connections alive, one for each request under way. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(readonly address: string) {}

  get(path: string, token?: string): Promise<Reply | undefined> {
    return this.send('GET', path, token ? { authorization: `Bearer ${token}` } : {});
  }

  post(path: string, body: object, headers: Readonly<Record<string, string>>): Promise<Reply | undefined> {
    return this.send('POST', path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
  }

  close(): void {
    this.agent.destroy();
  }

  /** Undefined when the connection broke before the whole answer was there: what became of the request is not known. */
  private send(method: string, path: string, headers: Readonly<Record<string, string>>, body = '') {
    return new Promise<Reply | undefined>((resolve) => {
      const length = body ? { 'content-length': String(Buffer.byteLength(body)) } : {};
      const options = { method, agent: this.agent, headers: { ...headers, ...length } };
      const asked = request(`${this.address}${path}`, options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', () => resolve(undefined));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve(answer.complete ? replyOf(answer, text) : undefined);
        });
      });
      asked.on('error', () => resolve(undefined));
      asked.end(body);
    });
  }
}

function replyOf({ statusCode = 0, headers }: IncomingMessage, text: string): Reply {
  const retryAfter = headers['retry-after'];
  return { status: statusCode, body: JSON.parse(text) as ReplyBody, ...(retryAfter ? { retryAfter } : {}) };
}
