import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import { BETWEEN_FETCHES_MS, MAX_PROVIDED_SECONDS, providedTokens } from './identity-provider.adapter';
import type { TokenVerifier } from './verified-tokens';

/** A provider that shows the keys it has, and counts who asks. */
class Provider {
  asked = 0;
  up = true;
  readonly keys = new Map<string, KeyObject>();
  private readonly server: Server = createServer((_, answer) => {
    this.asked += 1;
    void this.set().then((set) => answer.writeHead(this.up ? 200 : 500).end(JSON.stringify(set)));
  });

  async start(): Promise<this> {
    await new Promise<void>((done) => void this.server.listen(0, '127.0.0.1', done));
    return this;
  }
  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => void this.server.close(() => done()));
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/keys`;
  }
  add(kid: string): KeyObject {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.keys.set(kid, publicKey);
    return privateKey;
  }
  private async set() {
    const keys = [...this.keys].map(async ([kid, key]) => ({
      ...(await exportJWK(key)),
      kid,
      alg: 'EdDSA',
      use: 'sig',
    }));
    return { keys: await Promise.all(keys) };
  }
}

const issuer = 'https://id.example/';
const audience = 'tabularium';
const start = Date.parse('2026-03-02T10:00:00.000Z');
let nowMs = start;
let provider: Provider;
let first: KeyObject;
let tokens: TokenVerifier;

beforeEach(async () => {
  nowMs = start;
  provider = await new Provider().start();
  first = provider.add('first');
  tokens = providedTokens({ issuer, audience, jwksUrl: provider.url, personClaim: 'sub' }, () => nowMs);
});
afterEach(() => provider.stop());

const token = (kid: string, key: KeyObject, claims: object = {}, life = 600) => {
  const now = Math.floor(nowMs / 1000);
  const payload = { iss: issuer, aud: audience, sub: 'ana', jti: randomUUID(), iat: now, exp: now + life, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid }).sign(key);
};

it('takes a token of the provider, and asks for the keys once', async () => {
  for (let n = 0; n < 5; n++) expect(await tokens.verify(await token('first', first))).toMatchObject({ sub: 'ana' });
  expect(provider.asked).toBe(1);
});

it('asks once in half a minute however many unknown keys are named', async () => {
  const strange = generateKeyPairSync('ed25519').privateKey;
  const flood = await Promise.all(Array.from({ length: 200 }, (_, n) => token(`k${n}`, strange)));
  expect(new Set(await Promise.all(flood.map((each) => tokens.verify(each))))).toEqual(new Set([null]));
  for (const each of flood.slice(0, 20)) await tokens.verify(each);
  expect(provider.asked).toBe(1);
  nowMs += BETWEEN_FETCHES_MS;
  for (const each of flood.slice(0, 20)) await tokens.verify(each);
  expect(provider.asked).toBe(2);
  expect(await tokens.verify(await token('first', first))).not.toBeNull();
});

it('finds a new key half a minute after it last asked', async () => {
  await tokens.verify(await token('first', first));
  const second = provider.add('second');
  expect(await tokens.verify(await token('second', second))).toBeNull();
  nowMs += BETWEEN_FETCHES_MS;
  expect(await tokens.verify(await token('second', second))).toMatchObject({ sub: 'ana' });
});

it('takes nothing while the keys cannot be had, asks as seldom, and goes on afterwards', async () => {
  provider.up = false;
  for (let n = 0; n < 10; n++) expect(await tokens.verify(await token('first', first))).toBeNull();
  expect(provider.asked).toBe(1);
  provider.up = true;
  nowMs += BETWEEN_FETCHES_MS;
  expect(await tokens.verify(await token('first', first))).not.toBeNull();
});

it('lets no token live longer than a quarter of an hour, from the cache either', async () => {
  const long = await token('first', first, {}, 86_400);
  expect(await tokens.verify(long)).toEqual({ sub: 'ana', exp: start / 1000 + MAX_PROVIDED_SECONDS });
  nowMs += (MAX_PROVIDED_SECONDS + 31) * 1000;
  expect(await tokens.verify(long)).toBeNull();
});

it('finds the person in the claim that is named, and nobody in a claim every object has', async () => {
  const by = (personClaim: string) =>
    providedTokens({ issuer, audience, jwksUrl: provider.url, personClaim }, () => nowMs);
  const named = await token('first', first, { sub: '00u1a2', employee: 'ben' });
  expect(await by('employee').verify(named)).toMatchObject({ sub: 'ben' });
  expect(await by('constructor').verify(named)).toBeNull();
  expect(await by('employee').verify(await token('first', first, { employee: 'system' }))).toBeNull();
});
