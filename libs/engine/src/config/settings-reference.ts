import { defaults, optional, readSettings, SettingsInvalid } from './settings';

type Name = keyof typeof defaults | (typeof optional)[number];

/** One environment variable, for documents. */
export interface SettingReference {
  readonly name: string;
  readonly meaning: string;
  /** In the words in which the check refuses other values. */
  readonly allowed: string;
  /** Absent: unset. */
  readonly fallback?: string;
}

const meanings: Readonly<Record<Name, string>> = {
  TABULARIUM_ROLE:
    'What this process does: everything, requests and commands (api), or views and processes (projector)',
  TABULARIUM_DATA: 'The data folder: events, views, signing key',
  TABULARIUM_HOST: 'The address the server binds to',
  TABULARIUM_PORT: 'Its port; 0 takes any free one',
  TABULARIUM_TIME_ZONE: 'The time zone of the organisation: when its days end',
  TABULARIUM_LOG_LEVEL: 'What is logged, to standard output, one JSON object a line',
  TABULARIUM_DIRECTOR: 'Whom the engine registers as PMO director in an empty record',
  TABULARIUM_SAMPLE: 'Whether the sample portfolio is played into an empty record',
  TABULARIUM_DEVELOPMENT_SIGN_IN:
    'Whether anybody on this machine may sign in as a person of the sample, without a password; auto: as far as it is safe (docs/guides/sign-in.md)',
  TABULARIUM_RATE: 'Requests a second and client before 429; 0 = no limit',
  TABULARIUM_BODY_LIMIT: 'Largest body of a command',
  TABULARIUM_PROXY:
    'Proxies whose X-Forwarded-For names the client, for the rate limit and the log; unset: none is believed',
  DATABASE_URL: 'The PostgreSQL that keeps the views; unset: a file in the data folder (docs/guides/postgresql.md)',
  EVENTSTOREDB_URL: 'The EventStoreDB or KurrentDB that keeps the log; unset: a file in the data folder',
  OIDC_ISSUER: 'Whose access tokens are taken beside our own (docs/guides/sign-in.md); unset: nobody’s',
  OIDC_AUDIENCE: 'The audience those tokens must name',
  OIDC_JWKS_URL: 'Where the issuer shows its public keys',
  OIDC_PERSON_CLAIM: 'The claim of those tokens that holds the id of the person here',
};

const meaningOf: ReadonlyMap<string, string> = new Map(Object.entries(meanings));

/** No setting takes it, so every check says what it would take. */
const REFUSED = '\0';

/** Every variable that `readSettings` reads, as it checks them. */
export const settingsReference = (): readonly SettingReference[] => [
  ...Object.entries(defaults).map(([name, fallback]) => ({ ...referenceOf(name), fallback })),
  ...optional.map((name) => referenceOf(name)),
];

const referenceOf = (name: string): SettingReference => ({
  name,
  meaning: meaningOf.get(name) ?? '',
  allowed: allowedFor(name),
});

function allowedFor(name: string): string {
  try {
    readSettings({ [name]: REFUSED });
  } catch (error) {
    if (!(error instanceof SettingsInvalid)) throw error;
    return error.faults.map((fault) => fault.slice(`${name}: `.length)).join('; ');
  }
  throw new Error(`${name} takes everything`);
}
