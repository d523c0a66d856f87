import { randomBytes } from 'node:crypto';
import { exportJWK } from 'jose';
import type * as Library from 'oidc-provider';
import type { Configuration, Provider } from 'oidc-provider';
import type { SigningKey } from '../signing-key.adapter';
import type { SamplePerson } from './choose-page';
import { ProviderStore } from './provider-store.adapter';

/** What access tokens of the development provider are for. */
export const DEVELOPMENT_AUDIENCE = 'tabularium';
/** The one client: programs on this machine, with PKCE and without a secret. */
const DEVELOPMENT_CLIENT = 'tabularium-development';
/** Whom access tokens are asked for with `resource` (RFC 8707); the only one, and the default. */
const RESOURCE = 'urn:tabularium:api';
/** As long as the strictest check lets a token live, in seconds. */
const TOKEN_SECONDS = 15 * 60;
const SESSION_SECONDS = 8 * 60 * 60;
const CODE_SECONDS = 60;
const CHOOSING_SECONDS = 10 * 60;

export interface ProviderOptions {
  readonly issuer: string;
  readonly key: SigningKey;
  readonly people: readonly SamplePerson[];
  /** Path of the page on which somebody is chosen, before the id of the choice. */
  readonly choosing: string;
}

/** An OpenID Connect provider of authorization codes with PKCE (S256). The library is loaded on the first call. */
export async function createProvider(options: ProviderOptions): Promise<Provider> {
  const { Provider: New } = library();
  return new New(options.issuer, await configurationOf(options));
}

// Not import(): jest runs CommonJS, which has none.
const library = () => require('oidc-provider') as typeof Library;

async function configurationOf({ key, people, choosing }: ProviderOptions): Promise<Configuration> {
  const jwk = { ...(await exportJWK(key.privateKey)), kid: key.id, alg: 'EdDSA', use: 'sig' };
  const isKnown = (id: string): boolean => people.some((person) => person.id === id);
  return {
    adapter: () => new ProviderStore(Date.now),
    jwks: { keys: [jwk] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clients: [client],
    pkce: { required: () => true },
    responseTypes: ['code'],
    scopes: ['openid'],
    ttl,
    findAccount: (_, id) => (isKnown(id) ? { accountId: id, claims: () => Promise.resolve({ sub: id }) } : undefined),
    interactions: { url: (_, { uid }) => `${choosing}${uid}` },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid');
      grant.addResourceScope(RESOURCE, '');
      await grant.save();
      return grant;
    },
    features,
  };
}

/** Of a native client the port of a loopback address is its own choice (RFC 8252). */
const client = {
  client_id: DEVELOPMENT_CLIENT,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  response_types: ['code'],
  grant_types: ['authorization_code'],
  id_token_signed_response_alg: 'EdDSA',
} as const;

const ttl = {
  AccessToken: TOKEN_SECONDS,
  AuthorizationCode: CODE_SECONDS,
  IdToken: TOKEN_SECONDS,
  Interaction: CHOOSING_SECONDS,
  Session: SESSION_SECONDS,
  Grant: SESSION_SECONDS,
};

const features: NonNullable<Configuration['features']> = {
  devInteractions: { enabled: false },
  userinfo: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => RESOURCE,
    useGrantedResource: () => true,
    getResourceServerInfo: () => ({
      scope: '',
      audience: DEVELOPMENT_AUDIENCE,
      accessTokenTTL: TOKEN_SECONDS,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: 'EdDSA' } },
    }),
  },
};
