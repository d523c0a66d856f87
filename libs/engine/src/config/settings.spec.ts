import { readSettings } from './settings';

describe('settings', () => {
  it('are refused with all their faults at once', () => {
    const wrong = {
      TABULARIUM_PORT: 'abc',
      TABULARIUM_ROLE: 'leader',
      TABULARIUM_HOST: 'no host',
      TABULARIUM_TIME_ZONE: 'Mars',
      TABULARIUM_SAMPLE: 'maybe',
    };
    expect(() => readSettings(wrong)).toThrow(
      /ROLE: one of all, api, projector\n.*HOST: [^\n]*\n.*PORT: a port, 0 to 65535\n.*TIME_ZONE: [^\n]*\n.*SAMPLE: yes or no$/s,
    );
  });

  it.each(['api', 'projector'])('want shared servers for the role %s', (TABULARIUM_ROLE) => {
    const servers = { EVENTSTOREDB_URL: 'esdb://x?tls=false', DATABASE_URL: 'postgres://x/y' };
    expect(readSettings({ TABULARIUM_ROLE, ...servers }).role).toBe(TABULARIUM_ROLE);
    for (const missing of Object.keys(servers))
      expect(() => readSettings({ TABULARIUM_ROLE, ...servers, [missing]: '' })).toThrow(
        /ROLE: (api|projector) shares its stores/,
      );
  });

  it.each(['10.0.0.7', 'loopback, 10.0.0.0/8', '::1', 'fd00::/8,uniquelocal'])('take %s for proxies', (given) => {
    expect(readSettings({ TABULARIUM_PROXY: given }).proxies).toEqual(given.split(/, ?/));
  });

  it.each(['everybody', '10.0.0.0/33', '10.0.0.1/', '1', ','])('take no %s for a proxy', (TABULARIUM_PROXY) => {
    expect(() => readSettings({ TABULARIUM_PROXY })).toThrow(/PROXY: IP addresses/);
  });

  it.each(['0.0.0.0', '::', '::1', 'api-1', 'localhost', '10.1.2.3'])(
    'let the server bind to %s',
    (TABULARIUM_HOST) => {
      expect(readSettings({ TABULARIUM_HOST }).host).toBe(TABULARIUM_HOST);
    },
  );

  it.each(['mysql://ana:s3cr3t@db/x', 'postgres://ana:s3cr3t@db', 'ana:s3cr3t@db/x', 'postgres://ana:s3cr3t@db:x/x'])(
    'refuse a database URL that is none without showing it: %s',
    (DATABASE_URL) => {
      expect(() => readSettings({ DATABASE_URL })).toThrow(
        /^The settings are not valid:\n {2}DATABASE_URL: of the form [^3]*$/,
      );
    },
  );

  it('let whoever develops sign in on this machine only, in the embedded default with the sample', () => {
    expect(readSettings({}).developmentSignIn).toBe(true);
    const apart = [
      { TABULARIUM_HOST: '10.0.0.7' },
      { TABULARIUM_HOST: '0.0.0.0' },
      { TABULARIUM_SAMPLE: 'no' },
      { TABULARIUM_PROXY: 'loopback' },
      { DATABASE_URL: 'postgres://x/y' },
      { EVENTSTOREDB_URL: 'esdb://x?tls=false' },
      { OIDC_ISSUER: 'https://id.example/', OIDC_AUDIENCE: 'x', OIDC_JWKS_URL: 'https://id.example/keys' },
    ];
    for (const environment of apart) {
      expect([environment, readSettings(environment).developmentSignIn]).toEqual([environment, false]);
      const asked = { ...environment, TABULARIUM_DEVELOPMENT_SIGN_IN: 'yes' };
      expect(() => readSettings(asked)).toThrow(/DEVELOPMENT_SIGN_IN: on this machine only/);
    }
    expect(readSettings({ TABULARIUM_DEVELOPMENT_SIGN_IN: 'no' }).developmentSignIn).toBe(false);
  });

  const provider = {
    OIDC_ISSUER: 'https://id.example/',
    OIDC_AUDIENCE: 'api://tabularium',
    OIDC_JWKS_URL: 'https://id.example/keys',
  };
  it('name an identity provider whole, or not at all', () => {
    expect(readSettings(provider).identityProvider).toEqual({
      issuer: 'https://id.example/',
      audience: 'api://tabularium',
      jwksUrl: 'https://id.example/keys',
      personClaim: 'sub',
    });
    expect(readSettings({}).identityProvider).toBeUndefined();
    for (const missing of Object.keys(provider))
      expect(() => readSettings({ ...provider, [missing]: '' })).toThrow(/all of them, or none/);
  });

  it.each(['http://id.example/keys', 'ftp://id.example', 'id.example', 'https://ana:s3cr3t@id.example'])(
    'take no keys from %s',
    (OIDC_JWKS_URL) => {
      expect(() => readSettings({ ...provider, OIDC_JWKS_URL })).toThrow(/OIDC_JWKS_URL: a URL with https[^3]*$/);
    },
  );
});
