import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, exportJWK } from 'jose';
import { TestServer } from './api-server';

/** One key per algorithm that is taken, and what a stranger would sign with. */
const keys = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
  PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
type Alg = keyof typeof keys;
const strange = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const issuer = 'https://id.example/';
const audience = 'tabularium';

let asked = 0;
const provider: Server = createServer((_, answer) => {
  asked += 1;
  // Without `alg`, as many providers show them: what a key may be used for is ours to say.
  const set = Object.entries(keys).map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid }));
  void Promise.all(set).then((found) => answer.end(JSON.stringify({ keys: found })));
});
let server: TestServer;

beforeAll(async () => {
  await new Promise<void>((done) => void provider.listen(0, '127.0.0.1', done));
  const OIDC_JWKS_URL = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys`;
  server = await TestServer.start({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL });
  await server.person('ana', { role: 'AUDITOR' });
});
afterAll(async () => {
  await server.stop();
  await new Promise((done) => void provider.close(done));
});

type Part = Readonly<Record<string, unknown>>;
const now = () => Math.floor(Date.now() / 1000);
const header = (alg: Alg = 'ES256'): Part => ({ alg, typ: 'at+jwt', kid: alg });
const claims = (more: Part = {}): Part => ({
  iss: issuer,
  aud: audience,
  sub: 'ana',
  jti: randomUUID(),
  iat: now(),
  exp: now() + 600,
  ...more,
});
const without = (part: Part, name: string): Part =>
  Object.fromEntries(Object.entries(part).filter(([other]) => other !== name));
const base64 = (part: Part | string): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Signed with ES256 by the provider's key unless another one is given, whatever the header says. */
function signed(head: Part | string, body: Part | string, key: KeyObject = keys.ES256.privateKey): string {
  const content = `${base64(head)}.${base64(body)}`;
  const made = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${made.toString('base64url')}`;
}

const hmac = (secret: string | Buffer, alg = 'HS256'): string => {
  const content = `${base64({ ...header(), alg })}.${base64(claims())}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
};
const pem = keys.ES256.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const der = keys.ES256.publicKey.export({ type: 'spki', format: 'der' });
const parts = () => signed(header(), claims()).split('.');
const otherJwk = createPublicKey(strange.privateKey).export({ format: 'jwk' });
const by = (more: Part) => signed({ ...header(), ...more }, claims(), strange.privateKey);

const wrong: Readonly<Record<string, () => string>> = {
  'alg none, no signature': () => `${base64({ ...header(), alg: 'none' })}.${base64(claims())}.`,
  'alg None': () => `${base64({ ...header(), alg: 'None' })}.${base64(claims())}.`,
  'alg none with a good signature': () => `${base64({ ...header(), alg: 'none' })}.${parts().slice(1).join('.')}`,
  'no alg': () => signed(without(header(), 'alg'), claims()),
  'HS256 with the public key in PEM as the secret': () => hmac(pem),
  'HS256 with the public key in DER as the secret': () => hmac(der),
  'HS512 claimed': () => hmac(pem, 'HS512'),
  'RS256, made with a key of the provider': () => {
    const content = `${base64({ ...header('PS256'), alg: 'RS256' })}.${base64(claims())}`;
    return `${content}.${sign('sha256', Buffer.from(content), keys.PS256.privateKey).toString('base64url')}`;
  },
  'the algorithm of another key': () => signed({ ...header(), kid: 'EdDSA' }, claims()),
  'ES384 claimed': () => signed({ ...header(), alg: 'ES384' }, claims()),
  'another key under a known kid': () => by({}),
  'another key, sent along as jwk': () => by({ jwk: otherJwk }),
  'another key, pointed at by jku': () => by({ jku: 'https://evil.example/keys' }),
  'another key, pointed at by x5u': () => by({ x5u: 'https://evil.example/cert' }),
  'another key, its certificate sent along': () => by({ x5c: ['MIIB'] }),
  'an unknown kid': () => by({ kid: 'other' }),
  'a kid that is a path': () => by({ kid: '../../../dev/null' }),
  'a kid that is SQL': () => by({ kid: "x' UNION SELECT 'k" }),
  'the kid of the installation': () => by({ kid: 'signing-key' }),
  'an unknown critical header': () => signed({ ...header(), crit: ['exp2'], exp2: 1 }, claims()),
  'unencoded payload (b64=false)': () => signed({ ...header(), crit: ['b64'], b64: false }, claims()),
  'typ JWT (an ID token)': () => signed({ ...header(), typ: 'JWT' }, claims()),
  'no typ': () => signed(without(header(), 'typ'), claims()),
  'another issuer': () => signed(header(), claims({ iss: 'https://evil.example/' })),
  'the issuer without its slash': () => signed(header(), claims({ iss: issuer.slice(0, -1) })),
  'the issuer of the installation': () => signed(header(), claims({ iss: 'tabularium' })),
  'no issuer': () => signed(header(), without(claims(), 'iss')),
  'another audience': () => signed(header(), claims({ aud: 'console' })),
  'an audience that only begins alike': () => signed(header(), claims({ aud: 'tabularium-2' })),
  'no audience': () => signed(header(), without(claims(), 'aud')),
  'no exp': () => signed(header(), without(claims(), 'exp')),
  'exp in the past': () => signed(header(), claims({ iat: now() - 700, exp: now() - 60 })),
  'exp as text': () => signed(header(), claims({ exp: String(now() + 600) })),
  'no iat': () => signed(header(), without(claims(), 'iat')),
  'iat in the future': () => signed(header(), claims({ iat: now() + 3600, exp: now() + 7200 })),
  'issued a day ago': () => signed(header(), claims({ iat: now() - 86_400, exp: now() + 86_400 })),
  'nbf in the future': () => signed(header(), claims({ nbf: now() + 3600 })),
  'no jti': () => signed(header(), without(claims(), 'jti')),
  'no sub': () => signed(header(), without(claims(), 'sub')),
  'sub that is no id': () => signed(header(), claims({ sub: '../ana' })),
  'sub that is a list': () => signed(header(), claims({ sub: ['ana'] })),
  'sub of the engine itself': () => signed(header(), claims({ sub: 'system' })),
  'no signature': () => `${parts().slice(0, 2).join('.')}.`,
  'a signature cut short': () => signed(header(), claims()).slice(0, -8),
  'a changed payload under an old signature': () =>
    `${parts()[0]}.${base64(claims({ sub: 'director' }))}.${parts()[2]}`,
  'five parts, as if encrypted': () => `${signed(header(), claims())}.x.x`,
  'a payload that is a list': () => signed(header(), '[]'),
  'a header that is no JSON': () => signed('not json', claims()),
  'a huge token': () => signed(header(), claims({ more: 'x'.repeat(100_000) })),
};

const me = (token: string) => server.send('GET', '/api/me', { authorization: `Bearer ${token}` });

it.each(Object.keys(keys) as Alg[])('a token of the provider signed with %s says who calls', async (alg) => {
  const made = new CompactSign(Buffer.from(JSON.stringify(claims()))).setProtectedHeader({ ...header(alg), alg });
  const answer = await me(await made.sign(keys[alg].privateKey));
  expect([answer.status, answer.body['id']]).toEqual([200, 'ana']);
});

it('tokens of the installation go on', async () => {
  expect((await server.get('/api/me')).status).toBe(200);
});

it('takes the hand-made token that all wrong ones are variations of', async () => {
  expect((await me(signed(header(), claims()))).status).toBe(200);
});

it.each(Object.entries(wrong))('401 for %s', async (_, token) => {
  expect((await me(token())).status).toBe(401);
});

it('asked the provider for its keys no more than the half minutes that went by', async () => {
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(1 + Math.floor(performance.now() / 30_000));
});
