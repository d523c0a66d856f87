import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';
import type { Provider } from 'oidc-provider';
import { providedTokens } from '../identity-provider.adapter';
import { openSigningKey } from '../signing-key.adapter';
import type { Claims, TokenVerifier } from '../verified-tokens';
import { CHOOSE_POLICY, choosePage, type SamplePerson } from './choose-page';
import { createProvider, DEVELOPMENT_AUDIENCE } from './provider.adapter';

/** Where it is on the server. */
export const SIGN_IN_PATH = '/identity';
/** In the data folder, apart from the key of the installation's own tokens. */
const KEY_FILE = 'development-identity-key.pem';
const CHOOSING = '/choose/';
const LONGEST_FORM = 1_000;
/** Names of this machine; any other in `Host` is a page elsewhere that was pointed here. */
const HERE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * Signing in as a person of the sample, for whoever develops on this machine: an OpenID Connect provider that asks for no
 * password. What it issues is verified as the tokens of any provider are. Nothing of it is loaded before the first call.
 */
export class DevelopmentSignIn implements TokenVerifier {
  private started: Promise<Started> | undefined;
  private issued: { readonly issuer: string; readonly tokens: TokenVerifier } | undefined;

  constructor(
    private readonly folder: string,
    /** Asked once, on the first call; nobody in a record that is not of the sample. */
    private readonly people: () => Promise<readonly SamplePerson[]>,
  ) {}

  /** Once the server listens: its own address, as in `http://127.0.0.1:7400`. */
  listensAt(origin: string): void {
    const issuer = `${origin}${SIGN_IN_PATH}`;
    const provider = { issuer, audience: DEVELOPMENT_AUDIENCE, jwksUrl: `${issuer}/jwks`, personClaim: 'sub' };
    this.issued = { issuer, tokens: providedTokens(provider) };
  }

  /** Tokens of others are not even looked at, so that they load nothing. */
  async verify(token: string): Promise<Claims | null> {
    return this.issued && issuerOf(token) === this.issued.issuer ? this.issued.tokens.verify(token) : null;
  }

  /** Answers a request below SIGN_IN_PATH. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isFromHere(request.headers)) return ended(response, 403, 'For this machine only');
    const started = await this.start();
    if (!started) return ended(response, 503, 'The server does not listen');
    if (started.people.length === 0) return ended(response, 404, 'This record is not of the sample portfolio');
    const { provider } = started;
    const below = (request.url ?? '').slice(SIGN_IN_PATH.length);
    if (below.startsWith(CHOOSING)) return choose(started, request, response);
    // The library tells from the two where it is mounted.
    await provider.callback()(Object.assign(request, { originalUrl: request.url, url: below }), response);
  }

  private async start(): Promise<Started | undefined> {
    if (!this.issued) return undefined;
    this.started ??= this.startAs(this.issued.issuer);
    return this.started;
  }

  private async startAs(issuer: string): Promise<Started> {
    const people = await this.people();
    const key = openSigningKey(this.folder, KEY_FILE);
    const provider = await createProvider({ issuer, key, people, choosing: `${SIGN_IN_PATH}${CHOOSING}` });
    return { people, provider };
  }
}

interface Started {
  readonly people: readonly SamplePerson[];
  readonly provider: Provider;
}

/** Only who began to sign in here gets the page, and only a person of the sample can be chosen. */
async function choose(
  { provider, people }: Started,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response);
  } catch {
    return ended(response, 400, 'Nobody is signing in here; begin again');
  }
  const person = request.method === 'POST' ? await chosenIn(request) : undefined;
  if (person === undefined) return page(response, choosePage(people));
  if (!people.some(({ id }) => id === person)) return ended(response, 400, 'There is no such person in the sample');
  await provider.interactionFinished(request, response, { login: { accountId: person }, consent: {} });
}

/** Not handed on by a proxy, which would make this machine out of any other. */
const isFromHere = ({ host = '', ...headers }: IncomingHttpHeaders): boolean =>
  HERE.test(host) && ['x-forwarded-for', 'forwarded', 'via'].every((name) => headers[name] === undefined);

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function chosenIn(request: IncomingMessage): Promise<string> {
  let form = '';
  for await (const chunk of request.setEncoding('utf8')) if ((form += String(chunk)).length > LONGEST_FORM) return '';
  return new URLSearchParams(form).get('person') ?? '';
}

const page = (response: ServerResponse, html: string): void =>
  void response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CHOOSE_POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .end(html);

const ended = (response: ServerResponse, status: number, words: string): void =>
  void response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(words);
