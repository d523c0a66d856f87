import {
  createRemoteJWKSet,
  customFetch,
  jwtVerify,
  type FetchImplementation,
  type JWTPayload,
  type JWTVerifyOptions,
} from 'jose';
import { isPerson, VerifiedTokens, type Claims, type TokenVerifier } from './verified-tokens';

/** An OpenID Connect provider whose access tokens (RFC 9068) are taken. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly audience: string;
  /** Where its public keys are (JSON Web Key Set); the only place keys ever come from. */
  readonly jwksUrl: string;
  /** The claim that holds the person's id here. */
  readonly personClaim: string;
}

/** Longest life of a token in seconds, whatever it says of itself. */
export const MAX_PROVIDED_SECONDS = 15 * 60;
const TOLERANCE_SECONDS = 30;
/** Unknown key ids do not make us ask the provider more often. */
export const BETWEEN_FETCHES_MS = 30_000;
const FETCH_TIMEOUT_MS = 5_000;
/** A key that was taken out is not used longer. */
const KEYS_AGE_MS = 10 * 60_000;

const strict: JWTVerifyOptions = {
  algorithms: ['ES256', 'EdDSA', 'PS256'],
  typ: 'at+jwt',
  requiredClaims: ['exp', 'iat', 'sub', 'jti'],
  maxTokenAge: MAX_PROVIDED_SECONDS,
  clockTolerance: TOLERANCE_SECONDS,
};

/** Verifies access tokens of the provider. When its keys cannot be had, no token is good. */
export function providedTokens(provider: IdentityProvider, nowMs: () => number = Date.now): TokenVerifier {
  const { issuer, audience, jwksUrl, personClaim } = provider;
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cooldownDuration: 0,
    cacheMaxAge: KEYS_AGE_MS,
    timeoutDuration: FETCH_TIMEOUT_MS,
    [customFetch]: seldom(nowMs),
  });
  const check = async (token: string): Promise<Claims | null> => {
    const options = { ...strict, issuer, audience, currentDate: new Date(nowMs()) };
    const { payload } = await jwtVerify(token, keys, options);
    return claimsOf(payload, personClaim);
  };
  return new VerifiedTokens(check, TOLERANCE_SECONDS, nowMs);
}

/** Fetches at most once in BETWEEN_FETCHES_MS, whether or not it succeeds; follows no redirect (the caller's options say so). */
function seldom(nowMs: () => number): FetchImplementation {
  let fetchedMs = -Infinity;
  return async (url, options) => {
    if (nowMs() - fetchedMs < BETWEEN_FETCHES_MS) throw new Error('The keys of the provider were asked for just now');
    fetchedMs = nowMs();
    return fetch(url, options);
  };
}

/** The earlier of what the token says and what we allow, so that the cache never keeps one longer. */
function claimsOf(payload: JWTPayload, personClaim: string): Claims | null {
  const person = Object.hasOwn(payload, personClaim) ? payload[personClaim] : undefined;
  if (!isPerson(person) || payload.exp === undefined || payload.iat === undefined) return null;
  return { sub: person, exp: Math.min(payload.exp, payload.iat + MAX_PROVIDED_SECONDS) };
}
