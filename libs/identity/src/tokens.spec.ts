import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSigningKey, SigningKeyUnsafe } from './signing-key.adapter';
import { MAX_TOKEN_SECONDS, Tokens } from './tokens';

const folder = mkdtempSync(join(tmpdir(), 'tabularium-identity-'));
const key = openSigningKey(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const nowMs = Date.parse('2026-03-02T10:00:00.000Z');
const now = nowMs / 1000;
const tokensAt = (ms: number) => new Tokens(key, () => ms);

type Part = Readonly<Record<string, unknown>>;
const header: Part = { alg: 'EdDSA', typ: 'at+jwt', kid: key.id };
const payload: Part = { iss: 'tabularium', aud: 'tabularium', sub: 'ana', jti: 'j-1', iat: now, exp: now + 900 };

const base64 = (part: Part | string): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
/** The good payload with other claims. */
const claiming = (claims: Part): Part => ({ ...payload, ...claims });
const without = (part: Part, name: string): Part =>
  Object.fromEntries(Object.entries(part).filter(([n]) => n !== name));

/** A token signed with our key unless another one is given. */
function forged(head: Part | string, body: Part | string, by: KeyObject = key.privateKey): string {
  const content = `${base64(head)}.${base64(body)}`;
  return `${content}.${sign(null, Buffer.from(content), by).toString('base64url')}`;
}

const hmac = (alg: string, secret: string | Buffer): string => {
  const content = `${base64({ ...header, alg })}.${base64(payload)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
};

const other = generateKeyPairSync('ed25519').privateKey;
const good = forged(header, payload);
const [head = '', body = '', signature = ''] = good.split('.');
const publicPem = key.publicKey.export({ type: 'spki', format: 'pem' });
const otherJwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });

const wrong: Readonly<Record<string, string>> = {
  'nothing at all': '',
  'one word': 'token',
  'two dots and no more': '..',
  'alg none, no signature': `${base64({ ...header, alg: 'none' })}.${base64(payload)}.`,
  'alg NONE': `${base64({ ...header, alg: 'NONE' })}.${base64(payload)}.`,
  'alg none with a good signature': `${base64({ ...header, alg: 'none' })}.${body}.${signature}`,
  'no alg': forged(without(header, 'alg'), payload),
  'HS256 with the public key in PEM as the secret': hmac('HS256', publicPem.toString()),
  'HS256 with the public key in DER as the secret': hmac(
    'HS256',
    key.publicKey.export({ type: 'spki', format: 'der' }),
  ),
  'ES256 claimed': forged({ ...header, alg: 'ES256' }, payload),
  'another key': forged(header, payload, other),
  'another key, sent along as jwk': forged({ ...header, jwk: otherJwk }, payload, other),
  'another key, pointed at by jku': forged({ ...header, jku: 'https://evil.example/keys' }, payload, other),
  'another key, pointed at by x5u': forged({ ...header, x5u: 'https://evil.example/cert' }, payload, other),
  'an unknown kid': forged({ ...header, kid: 'other' }, payload),
  'a kid that is a path': forged({ ...header, kid: '../../../dev/null' }, payload),
  'a kid that is SQL': forged({ ...header, kid: "x' UNION SELECT 'k" }, payload),
  'no kid': forged(without(header, 'kid'), payload),
  'an unknown critical header': forged({ ...header, crit: ['exp2'], exp2: 1 }, payload),
  'unencoded payload (b64=false)': forged({ ...header, crit: ['b64'], b64: false }, payload),
  'typ JWT (an ID token)': forged({ ...header, typ: 'JWT' }, payload),
  'no typ': forged(without(header, 'typ'), payload),
  'another issuer': forged(header, { ...payload, iss: 'https://evil.example' }),
  'no issuer': forged(header, without(payload, 'iss')),
  'another audience': forged(header, { ...payload, aud: 'console' }),
  'no audience': forged(header, without(payload, 'aud')),
  'no exp': forged(header, without(payload, 'exp')),
  'exp in the past': forged(header, { ...payload, exp: now - 60 }),
  'exp as text': forged(header, { ...payload, exp: String(now + 900) }),
  'no iat': forged(header, without(payload, 'iat')),
  'iat in the future': forged(header, { ...payload, iat: now + 3600, exp: now + 7200 }),
  'issued too long ago': forged(header, { ...payload, iat: now - MAX_TOKEN_SECONDS - 60 }),
  'nbf in the future': forged(header, { ...payload, nbf: now + 3600 }),
  'no jti': forged(header, without(payload, 'jti')),
  'no sub': forged(header, without(payload, 'sub')),
  'sub that is no id': forged(header, claiming({ sub: '../ana' })),
  'sub that is a list': forged(header, claiming({ sub: ['ana'] })),
  'sub of the engine itself': forged(header, claiming({ sub: 'system' })),
  'no signature': `${head}.${body}.`,
  'a signature cut short': good.slice(0, -8),
  'a changed payload under an old signature': `${head}.${base64(claiming({ sub: 'dora' }))}.${signature}`,
  'four parts': `${good}.${signature}`,
  'a payload that is no JSON': forged(header, 'not json'),
  'a payload that is a list': forged(header, '[]'),
  'a header that is no JSON': forged('not json', payload),
  'a huge token': forged(header, { ...payload, more: 'x'.repeat(100_000) }),
};

describe('tokens', () => {
  it('take a token of our own, the first time and from the cache', async () => {
    const tokens = tokensAt(nowMs);
    const token = await tokens.mint('ana', 60);
    expect(await tokens.verify(token)).toEqual({ sub: 'ana', exp: now + 60 });
    expect(await tokens.verify(token)).toEqual({ sub: 'ana', exp: now + 60 });
  });

  it('take the hand-made token that all wrong ones are variations of', async () => {
    expect(await tokensAt(nowMs).verify(good)).toMatchObject({ sub: 'ana' });
  });

  it.each(Object.entries(wrong))('refuse %s', async (_, token) => {
    const tokens = tokensAt(nowMs);
    expect(await tokens.verify(token)).toBeNull();
    expect(await tokens.verify(token)).toBeNull();
  });

  it('look at the end of life on every hit of the cache', async () => {
    let ms = nowMs;
    const tokens = new Tokens(key, () => ms);
    const token = await tokens.mint('ana', 60);
    expect(await tokens.verify(token)).not.toBeNull();
    ms += 66_000;
    expect(await tokens.verify(token)).toBeNull();
  });

  it('are not minted for the engine, for no id, or for longer than half a day', async () => {
    await expect(tokensAt(nowMs).mint('system')).rejects.toThrow(RangeError);
    await expect(tokensAt(nowMs).mint('a/b')).rejects.toThrow(RangeError);
    await expect(tokensAt(nowMs).mint('ana', MAX_TOKEN_SECONDS + 1)).rejects.toThrow(RangeError);
  });
});

describe('the signing key', () => {
  it('is kept for its owner only, and found again', () => {
    expect(statSync(join(folder, 'signing-key.pem')).mode & 0o777).toBe(0o600);
    expect(openSigningKey(folder).id).toBe(key.id);
  });
  it('is refused when others can read it', () => {
    const open = mkdtempSync(join(tmpdir(), 'tabularium-identity-'));
    openSigningKey(open);
    chmodSync(join(open, 'signing-key.pem'), 0o644);
    expect(() => openSigningKey(open)).toThrow(SigningKeyUnsafe);
    rmSync(open, { recursive: true });
  });
});
