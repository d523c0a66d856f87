import { EXIT, Failure } from '../exit';
import type { Answer, Api } from './api';

/** How long a first answer may take, in milliseconds: a total over a large past basis takes seconds, not minutes. */
const PATIENCE_MS = 120_000;

/** The API of a running server. Throws Failure (exit 3) when it cannot be reached. */
export class HttpApi implements Api {
  readonly place: string;

  constructor(
    private readonly url: string,
    private readonly token: string | undefined,
  ) {
    this.place = url;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send(path, { headers: this.headers(headers) });
  }

  post(path: string, json: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const all = { 'content-type': 'application/json', ...headers };
    return this.send(path, { method: 'POST', headers: this.headers(all), body: json });
  }

  async close(): Promise<void> {
    // Idle sockets do not keep the process.
  }

  private headers(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { ...more, ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }) };
  }

  private async send(path: string, init: RequestInit): Promise<Answer> {
    try {
      const options = { ...init, redirect: 'error' as const, signal: AbortSignal.timeout(PATIENCE_MS) };
      const response = await fetch(`${this.url}${path}`, options);
      const bytes = Buffer.from(await response.arrayBuffer());
      return {
        status: response.status,
        body: new TextDecoder().decode(bytes),
        bytes,
        headers: Object.fromEntries(response.headers),
      };
    } catch (error) {
      throw new Failure(EXIT.unreachable, [`${this.url} does not answer: ${reasonOf(error)}`]);
    }
  }
}

/** Whether a Tabularium answers at the address, ready or not. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`, { redirect: 'error', signal: AbortSignal.timeout(2_000) });
    return await isOurs(response);
  } catch {
    return false;
  }
}

/** Somebody else’s server is no server, and gets no token. */
async function isOurs(response: Response): Promise<boolean> {
  const health: unknown = await response.json();
  return typeof health === 'object' && health !== null && 'status' in health && typeof health.status === 'string';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
