import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { TestServer } from './api-server';

const people = [
  { id: 'ana', name: 'Ana & Co', title: 'Internal Auditor' },
  { id: 'ben', name: 'Ben', title: 'Project Manager' },
];
const samplePeople = () => Promise.resolve(people);
const CLIENT = 'tabularium-development';
const REDIRECT = 'http://127.0.0.1:4711/callback';

let server: TestServer;
let address: string;

beforeAll(async () => {
  server = await TestServer.start({}, { samplePeople });
  await server.person('ana', { role: 'AUDITOR' });
  address = await server.engine.listen();
});
afterAll(() => server.stop());

const verifierOf = () => randomBytes(32).toString('base64url');
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

/** A browser, as far as signing in needs one: it keeps cookies by path and follows nothing by itself. */
class Browser {
  private readonly cookies = new Map<string, { readonly value: string; readonly path: string }>();

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const to = new URL(url, address);
    const sent = [...this.cookies]
      .filter(([, { path }]) => to.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const answer = await fetch(to, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie: sent.join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) this.keep(cookie);
    return answer;
  }

  private keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice('path='.length) ?? '/';
    this.cookies.set(name, { value, path });
  }
}

type Asked = Readonly<Record<string, string>>;

const asking = (verifier: string, more: Asked = {}) =>
  `${address}/identity/auth?${String(
    new URLSearchParams({
      client_id: CLIENT,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: REDIRECT,
      state: 'xyz',
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      ...more,
    }),
  )}`;

const locationOf = (answer: Response): string => answer.headers.get('location') ?? '';

/** As far as the page on which somebody is chosen. */
async function choosing(browser: Browser, verifier: string): Promise<string> {
  const begun = await browser.go(asking(verifier));
  expect([302, 303]).toContain(begun.status);
  return locationOf(begun);
}

const choose = (browser: Browser, page: string, person: string) =>
  browser.go(page, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `person=${person}`,
  });

/** Signs in, and comes back with the code. */
async function codeFor(verifier: string, person = 'ana'): Promise<string> {
  const browser = new Browser();
  const chosen = await choose(browser, await choosing(browser, verifier), person);
  const resumed = await browser.go(locationOf(chosen));
  const back = new URL(locationOf(resumed));
  expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
  expect(back.searchParams.get('state')).toBe('xyz');
  return back.searchParams.get('code') ?? '';
}

async function exchange(code: string, verifier: string, more: Asked = {}) {
  const asked = {
    grant_type: 'authorization_code',
    client_id: CLIENT,
    redirect_uri: REDIRECT,
    code,
    code_verifier: verifier,
  };
  const answer = await fetch(`${address}/identity/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...asked, ...more }),
  });
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, string>> };
}

const me = async (token: string) => {
  const answer = await fetch(`${address}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
};

it('describes itself, with S256 as the only way to prove a code is one’s own', async () => {
  const found = (await (await fetch(`${address}/identity/.well-known/openid-configuration`)).json()) as object;
  expect(found).toMatchObject({
    issuer: `${address}/identity`,
    authorization_endpoint: `${address}/identity/auth`,
    token_endpoint: `${address}/identity/token`,
    jwks_uri: `${address}/identity/jwks`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
  });
});

it('shows whom one can be, and that it is for development; no script, no frame', async () => {
  const browser = new Browser();
  const answer = await browser.go(await choosing(browser, verifierOf()));
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(page).toContain('For development only');
  expect(page).toContain('Ana &#38; Co');
  expect(page).not.toContain('<script');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('ends in a token by which the API knows the person', async () => {
  const verifier = verifierOf();
  const { status, body } = await exchange(await codeFor(verifier), verifier);
  expect(status).toBe(200);
  const token = body['access_token'] ?? '';
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
  expect(decodeJwt(token)).toMatchObject({ iss: `${address}/identity`, aud: 'tabularium', sub: 'ana' });
  expect(await me(token)).toMatchObject({ status: 200, body: { id: 'ana', roles: [{ role: 'AUDITOR' }] } });
});

it('issues ID tokens that are none for the API', async () => {
  const verifier = verifierOf();
  const { body } = await exchange(await codeFor(verifier), verifier);
  expect((await me(body['id_token'] ?? '')).status).toBe(401);
});

it('keeps its key for its owner, apart from that of the installation', () => {
  expect(statSync(join(server.folder, 'development-identity-key.pem')).mode & 0o777).toBe(0o600);
});

describe('refuses', () => {
  it('another verifier', async () => {
    expect(await exchange(await codeFor(verifierOf()), verifierOf())).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('no verifier', async () => {
    const verifier = verifierOf();
    expect((await exchange(await codeFor(verifier), verifier, { code_verifier: '' })).status).toBe(400);
  });

  it('a code that was used', async () => {
    const verifier = verifierOf();
    const code = await codeFor(verifier);
    expect((await exchange(code, verifier)).status).toBe(200);
    expect(await exchange(code, verifier)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('another redirect_uri than the code was asked for', async () => {
    const verifier = verifierOf();
    const other = { redirect_uri: 'http://127.0.0.1:4712/callback' };
    expect((await exchange(await codeFor(verifier), verifier, other)).status).toBe(400);
  });

  it.each([
    ['a redirect_uri on another machine', { redirect_uri: 'http://evil.example/callback' }],
    ['a redirect_uri with another path', { redirect_uri: 'http://127.0.0.1:4711/elsewhere' }],
    ['another client', { client_id: 'console' }],
  ])('%s, without sending anybody there', async (_, more) => {
    const answer = await new Browser().go(asking(verifierOf(), more));
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });

  it.each([
    ['no challenge', { code_challenge: '', code_challenge_method: '' }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['an implicit answer', { response_type: 'id_token', nonce: 'x' }],
  ])('%s', async (_, more) => {
    const answer = await new Browser().go(asking(verifierOf(), more));
    const { searchParams, hash } = new URL(locationOf(answer));
    expect(searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error')).toMatch(
      /invalid_request|unsupported_response_type/,
    );
    expect(searchParams.get('code')).toBeNull();
  });

  it('a person who is not of the sample', async () => {
    const browser = new Browser();
    const page = await choosing(browser, verifierOf());
    expect((await choose(browser, page, 'director')).status).toBe(400);
  });

  it('a choice made in another browser', async () => {
    const page = await choosing(new Browser(), verifierOf());
    expect((await choose(new Browser(), page, 'ana')).status).toBe(400);
  });

  it.each([
    ['a name that was pointed at this machine', { host: 'evil.example' }],
    ['what a proxy hands on', { 'x-forwarded-for': '10.0.0.7' }],
  ])('%s', async (_, headers) => {
    const answer = await server.send('GET', '/identity/.well-known/openid-configuration', headers);
    expect(answer.status).toBe(403);
  });
});

it('is of no use in a record that is not of the sample', async () => {
  const other = await TestServer.start({}, { samplePeople: () => Promise.resolve([]) });
  const at = await other.engine.listen();
  expect((await fetch(`${at}/identity/.well-known/openid-configuration`)).status).toBe(404);
  await other.stop();
});

it('is not there for more than this machine, with a real provider, or without the sample', async () => {
  const apart: readonly Asked[] = [
    { TABULARIUM_HOST: '0.0.0.0' },
    { TABULARIUM_SAMPLE: 'no' },
    { TABULARIUM_DEVELOPMENT_SIGN_IN: 'no' },
    { OIDC_ISSUER: 'https://id.example/', OIDC_AUDIENCE: 'x', OIDC_JWKS_URL: 'https://id.example/keys' },
  ];
  for (const environment of apart) {
    const other = await TestServer.start(environment, { samplePeople });
    const answer = await other.send('GET', '/identity/.well-known/openid-configuration', {});
    expect([environment, answer.status]).toEqual([environment, 401]);
    await other.stop();
  }
});
