import { isIP } from 'node:net';
import { IsIn, IsOptional, IsString, Matches, ValidateBy, validateSync } from 'class-validator';
import { isId } from '@tabularium/contracts';
import { parseConnectionString } from '@tabularium/event-store';
import type { IdentityProvider } from '@tabularium/identity';
import { zoneOf } from '@tabularium/kernel';

const ROLES = ['all', 'api', 'projector'] as const;
const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** What an installation can set; see `readSettings` for the variables. */
export interface Settings {
  /** What this process does: everything; requests and commands; or views and processes, for shared servers. */
  readonly role: (typeof ROLES)[number];
  /** Data folder: events, views, signing key. */
  readonly data: string;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** IANA name of the organisation's time zone. */
  readonly timeZone: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Person the engine registers as director on an empty store. */
  readonly director: string;
  /** Play the sample portfolio into an empty record. */
  readonly sample: boolean;
  /** Addresses whose X-Forwarded-For says who the client is; empty = none. */
  readonly proxies: readonly string[];
  /** Requests a second of one client; 0 = no limit. */
  readonly rate: number;
  /** Largest body of a command. */
  readonly bodyLimitBytes: number;
  /** PostgreSQL that keeps the views; may hold a password. Unset: a SQLite file in the data folder. */
  readonly databaseUrl?: string;
  /** EventStoreDB or KurrentDB that keeps the log; may hold a password. Unset: a file in the data folder. */
  readonly eventStoreUrl?: string;
  /** Whose access tokens are taken beside those of the data folder's own key. Unset: nobody's. */
  readonly identityProvider?: IdentityProvider;
  /** Whoever develops on this machine may sign in as any person of the sample, without a password. */
  readonly developmentSignIn: boolean;
}

/** Every fault of the settings at once, one line each. */
export class SettingsInvalid extends Error {
  override readonly name = 'SettingsInvalid';
  constructor(readonly faults: readonly string[]) {
    super(`The settings are not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const check = (name: string, test: (value: unknown) => boolean, words: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: test, defaultMessage: () => words } });

const isWithin = (min: number, max: number) => (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

/** Names of ranges that Fastify knows, beside addresses and CIDR. */
const RANGES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);
const HOST_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;
const connectionString: PropertyDecorator = ValidateBy({
  name: 'connectionString',
  validator: {
    validate: (value: unknown) => connectionFault(value) === undefined,
    defaultMessage: (given) => connectionFault(given?.value) ?? '',
  },
});

const secureUrl = check('url', isSecureUrl, 'a URL with https; http for this machine only');

/** The variables as they are checked; numbers are converted first. */
class Variables {
  @IsString() @Matches(/^[^\0]+$/, { message: 'a folder' }) TABULARIUM_DATA!: string;
  @IsIn(ROLES, { message: `one of ${ROLES.join(', ')}` }) TABULARIUM_ROLE!: Settings['role'];
  @check('host', isHost, 'an IP address or a host name; 0.0.0.0 = every address of this machine')
  TABULARIUM_HOST!: string;
  @check('port', isWithin(0, 65_535), 'a port, 0 to 65535') TABULARIUM_PORT!: number;
  @check('timeZone', isTimeZone, 'a time zone of the IANA database, like Europe/London') TABULARIUM_TIME_ZONE!: string;
  @IsIn(LOG_LEVELS, { message: `one of ${LOG_LEVELS.join(', ')}` }) TABULARIUM_LOG_LEVEL!: Settings['logLevel'];
  @check('id', (value) => isId(value) && value !== 'system', 'the id of a person') TABULARIUM_DIRECTOR!: string;
  @IsIn(['yes', 'no'], { message: 'yes or no' }) TABULARIUM_SAMPLE!: string;
  @IsIn(['auto', 'yes', 'no'], { message: 'auto, yes or no' }) TABULARIUM_DEVELOPMENT_SIGN_IN!: string;
  @check('rate', isWithin(0, 1_000_000), 'a whole number, 0 to 1000000') TABULARIUM_RATE!: number;
  @check('bytes', isWithin(1024, 16_777_216), 'a number of bytes, 1024 to 16777216') TABULARIUM_BODY_LIMIT!: number;
  @IsOptional()
  @check('proxies', isProxyList, 'IP addresses, networks (10.0.0.0/8) or loopback, linklocal, uniquelocal, with commas')
  TABULARIUM_PROXY?: string;
  @IsOptional()
  @check('postgres', isPostgresUrl, 'of the form postgres://user:password@host:port/database')
  DATABASE_URL?: string;
  @IsOptional() @connectionString EVENTSTOREDB_URL?: string;
  @IsOptional() @secureUrl OIDC_ISSUER?: string;
  @IsOptional() @Matches(/^[\x21-\x7e]{1,200}$/, { message: 'a name without spaces' }) OIDC_AUDIENCE?: string;
  @IsOptional() @secureUrl OIDC_JWKS_URL?: string;
  @Matches(/^[\w.:/-]{1,100}$/, { message: 'the name of a claim' }) OIDC_PERSON_CLAIM!: string;
}

export const defaults = {
  TABULARIUM_ROLE: 'all',
  TABULARIUM_DATA: './.tabularium',
  TABULARIUM_HOST: '127.0.0.1',
  TABULARIUM_PORT: '7400',
  TABULARIUM_TIME_ZONE: 'UTC',
  TABULARIUM_LOG_LEVEL: 'info',
  TABULARIUM_DIRECTOR: 'director',
  TABULARIUM_SAMPLE: 'yes',
  TABULARIUM_DEVELOPMENT_SIGN_IN: 'auto',
  TABULARIUM_RATE: '5000',
  TABULARIUM_BODY_LIMIT: '262144',
  OIDC_PERSON_CLAIM: 'sub',
};

const numeric: ReadonlySet<string> = new Set(['TABULARIUM_PORT', 'TABULARIUM_RATE', 'TABULARIUM_BODY_LIMIT']);
export const optional = [
  'TABULARIUM_PROXY',
  'DATABASE_URL',
  'EVENTSTOREDB_URL',
  'OIDC_ISSUER',
  'OIDC_AUDIENCE',
  'OIDC_JWKS_URL',
] as const;

/** Settings from environment variables; empty ones count as unset. Throws SettingsInvalid with all faults. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const variables = Object.assign(new Variables(), valuesOf(environment));
  const faults = validateSync(variables).flatMap(({ property, constraints }) =>
    Object.values(constraints ?? {}).map((words) => `${property}: ${words}`),
  );
  const { TABULARIUM_ROLE: role, DATABASE_URL, EVENTSTOREDB_URL } = variables;
  if (role !== 'all' && !(DATABASE_URL && EVENTSTOREDB_URL) && ROLES.includes(role))
    faults.push(
      `TABULARIUM_ROLE: ${role} shares its stores with others: EVENTSTOREDB_URL and DATABASE_URL must be set`,
    );
  const identityProvider = providerOf(variables);
  if (faults.length === 0 && identityProvider === 'partly')
    faults.push('OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS_URL: all of them, or none');
  const developmentSignIn = mayDevelop(variables);
  if (variables.TABULARIUM_DEVELOPMENT_SIGN_IN === 'yes' && !developmentSignIn)
    faults.push(
      'TABULARIUM_DEVELOPMENT_SIGN_IN: on this machine only (TABULARIUM_HOST), without DATABASE_URL, EVENTSTOREDB_URL, OIDC_ISSUER and TABULARIUM_PROXY, and with the sample',
    );
  if (faults.length > 0 || identityProvider === 'partly') throw new SettingsInvalid(faults);
  return {
    role,
    data: variables.TABULARIUM_DATA,
    host: variables.TABULARIUM_HOST,
    port: variables.TABULARIUM_PORT,
    timeZone: variables.TABULARIUM_TIME_ZONE,
    logLevel: variables.TABULARIUM_LOG_LEVEL,
    director: variables.TABULARIUM_DIRECTOR,
    sample: variables.TABULARIUM_SAMPLE === 'yes',
    proxies: listOf(variables.TABULARIUM_PROXY ?? ''),
    rate: variables.TABULARIUM_RATE,
    bodyLimitBytes: variables.TABULARIUM_BODY_LIMIT,
    developmentSignIn,
    ...(variables.DATABASE_URL === undefined ? {} : { databaseUrl: variables.DATABASE_URL }),
    ...(variables.EVENTSTOREDB_URL === undefined ? {} : { eventStoreUrl: variables.EVENTSTOREDB_URL }),
    ...(identityProvider === undefined ? {} : { identityProvider }),
  };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** The embedded default with the sample, reached from this machine only. */
function mayDevelop(variables: Variables): boolean {
  const { TABULARIUM_DEVELOPMENT_SIGN_IN: asked, TABULARIUM_HOST, TABULARIUM_SAMPLE } = variables;
  const { DATABASE_URL, EVENTSTOREDB_URL, OIDC_ISSUER, TABULARIUM_PROXY } = variables;
  const isShared = [DATABASE_URL, EVENTSTOREDB_URL, OIDC_ISSUER, TABULARIUM_PROXY].some((set) => set !== undefined);
  return asked !== 'no' && TABULARIUM_SAMPLE === 'yes' && isLoopback(TABULARIUM_HOST) && !isShared;
}

function providerOf(variables: Variables): IdentityProvider | 'partly' | undefined {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = variables;
  if (issuer && audience && jwksUrl) return { issuer, audience, jwksUrl, personClaim: variables.OIDC_PERSON_CLAIM };
  return issuer || audience || jwksUrl ? 'partly' : undefined;
}

function valuesOf(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, unknown>> {
  const given = Object.entries(defaults).map(([name, fallback]) => [name, environment[name] || fallback] as const);
  const others = optional.flatMap((name) => (environment[name] ? [[name, environment[name]] as const] : []));
  return Object.fromEntries([...given, ...others].map(([name, value]) => [name, converted(name, value)]));
}

const converted = (name: string, value: string): unknown =>
  numeric.has(name) && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** What is wrong with a connection string of an event store, without a word of it. */
function connectionFault(value: unknown): string | undefined {
  try {
    parseConnectionString(String(value));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'is no connection string';
  }
}

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function isHost(value: unknown): boolean {
  return typeof value === 'string' && (isIP(value) !== 0 || HOST_NAME.test(value));
}

function isProxyList(value: unknown): boolean {
  const addresses = typeof value === 'string' ? listOf(value) : [];
  return addresses.length > 0 && addresses.every((address) => RANGES.has(address) || isNetwork(address));
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function isTimeZone(value: unknown): boolean {
  try {
    return typeof value === 'string' && zoneOf(value).name === value;
  } catch {
    return false;
  }
}

/** Without user and password, which would be sent along. */
function isSecureUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  const onThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && onThisMachine)) && !username && !password;
}

function isPostgresUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, pathname } = new URL(value);
  return ['postgres:', 'postgresql:'].includes(protocol) && pathname.length > 1;
}
