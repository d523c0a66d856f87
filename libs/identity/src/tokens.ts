import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { openSigningKey, type SigningKey } from './signing-key.adapter';
import { isPerson, VerifiedTokens, type Claims, type TokenVerifier } from './verified-tokens';

const ISSUER = 'tabularium';
const AUDIENCE = 'tabularium';
/** Longest life of a token in seconds, whatever it says of itself. */
export const MAX_TOKEN_SECONDS = 12 * 60 * 60;
const DEFAULT_TOKEN_SECONDS = 15 * 60;
const TOLERANCE_SECONDS = 5;

const strict: JWTVerifyOptions = {
  algorithms: ['EdDSA'],
  issuer: ISSUER,
  audience: AUDIENCE,
  typ: 'at+jwt',
  requiredClaims: ['exp', 'iat', 'sub', 'jti'],
  maxTokenAge: MAX_TOKEN_SECONDS,
  clockTolerance: TOLERANCE_SECONDS,
};

/** Opens the tokens of a data folder. */
export const openTokens = (folder: string): Tokens => new Tokens(openSigningKey(folder));

/** Mints and verifies tokens of the installation's own key. Nothing but who is calling is ever taken from a token. */
export class Tokens implements TokenVerifier {
  private readonly verified: VerifiedTokens;

  constructor(
    private readonly key: SigningKey,
    private readonly nowMs: () => number = Date.now,
  ) {
    this.verified = new VerifiedTokens((token) => this.check(token), TOLERANCE_SECONDS, nowMs);
  }

  /** Throws RangeError for an id that is none, or a life that is not from 1 s to 12 h. */
  async mint(person: string, seconds = DEFAULT_TOKEN_SECONDS): Promise<string> {
    if (!isPerson(person)) throw new RangeError(`${person} is not the id of a person`);
    if (!(seconds >= 1 && seconds <= MAX_TOKEN_SECONDS))
      throw new RangeError(`A token lives 1 to ${MAX_TOKEN_SECONDS} s`);
    const issuedAt = Math.floor(this.nowMs() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: this.key.id })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(person)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + Math.floor(seconds))
      .sign(this.key.privateKey);
  }

  verify(token: string): Promise<Claims | null> {
    return this.verified.verify(token);
  }

  /** Throws for a token that is not good. */
  private async check(token: string): Promise<Claims | null> {
    const options = { ...strict, currentDate: new Date(this.nowMs()) };
    const { payload, protectedHeader } = await jwtVerify(token, this.key.publicKey, options);
    return protectedHeader.kid === this.key.id ? claimsOf(payload) : null;
  }
}

/** The earlier of what the token says and what we allow, so that the cache never keeps one longer. */
function claimsOf({ sub, exp, iat }: JWTPayload): Claims | null {
  if (!isPerson(sub) || exp === undefined || iat === undefined) return null;
  return { sub, exp: Math.min(exp, iat + MAX_TOKEN_SECONDS) };
}
