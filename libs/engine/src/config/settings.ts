import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, ValidateBy, validateSync } from 'class-validator';
import { isId } from '@tabularium/contracts';
import { zoneOf } from '@tabularium/kernel';

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** What an installation can set; see `readSettings` for the variables. */
export interface Settings {
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
  /** Requests a second of one client; 0 = no limit. */
  readonly rate: number;
  /** Largest body of a command. */
  readonly bodyLimitBytes: number;
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

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const notYet = (what: string): PropertyDecorator =>
  check('notYet', () => false, `${what} is not served yet; leave it unset`);

/** The variables as they are checked; numbers are converted first. */
class Variables {
  @IsString() @Matches(/^[^\0]+$/, { message: 'a folder' }) TABULARIUM_DATA!: string;
  @Matches(LOOPBACK, {
    message: 'without a configured token issuer the server binds to loopback only (127.0.0.1, ::1, localhost)',
  })
  TABULARIUM_HOST!: string;
  @IsInt({ message: 'a port, 0 to 65535' }) @Min(0) @Max(65_535) TABULARIUM_PORT!: number;
  @check('timeZone', isTimeZone, 'a time zone of the IANA database, like Europe/London') TABULARIUM_TIME_ZONE!: string;
  @IsIn(LOG_LEVELS, { message: `one of ${LOG_LEVELS.join(', ')}` }) TABULARIUM_LOG_LEVEL!: Settings['logLevel'];
  @check('id', (value) => isId(value) && value !== 'system', 'the id of a person') TABULARIUM_DIRECTOR!: string;
  @IsIn(['yes', 'no'], { message: 'yes or no' }) TABULARIUM_SAMPLE!: string;
  @IsInt({ message: 'a whole number' }) @Min(0) @Max(1_000_000) TABULARIUM_RATE!: number;
  @IsInt({ message: 'a whole number' }) @Min(1024) @Max(16_777_216) TABULARIUM_BODY_LIMIT!: number;
  @IsOptional() @notYet('PostgreSQL') DATABASE_URL?: string;
  @IsOptional() @notYet('EventStoreDB') EVENTSTOREDB_URL?: string;
}

const defaults = {
  TABULARIUM_DATA: './.tabularium',
  TABULARIUM_HOST: '127.0.0.1',
  TABULARIUM_PORT: '7400',
  TABULARIUM_TIME_ZONE: 'UTC',
  TABULARIUM_LOG_LEVEL: 'info',
  TABULARIUM_DIRECTOR: 'director',
  TABULARIUM_SAMPLE: 'yes',
  TABULARIUM_RATE: '5000',
  TABULARIUM_BODY_LIMIT: '262144',
};

const numeric: ReadonlySet<string> = new Set(['TABULARIUM_PORT', 'TABULARIUM_RATE', 'TABULARIUM_BODY_LIMIT']);
const optional = ['DATABASE_URL', 'EVENTSTOREDB_URL'] as const;

/** Settings from environment variables; empty ones count as unset. Throws SettingsInvalid with all faults. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const variables = Object.assign(new Variables(), valuesOf(environment));
  const faults = validateSync(variables).flatMap(({ property, constraints }) =>
    Object.values(constraints ?? {}).map((words) => `${property}: ${words}`),
  );
  if (faults.length > 0) throw new SettingsInvalid(faults);
  return {
    data: variables.TABULARIUM_DATA,
    host: variables.TABULARIUM_HOST,
    port: variables.TABULARIUM_PORT,
    timeZone: variables.TABULARIUM_TIME_ZONE,
    logLevel: variables.TABULARIUM_LOG_LEVEL,
    director: variables.TABULARIUM_DIRECTOR,
    sample: variables.TABULARIUM_SAMPLE === 'yes',
    rate: variables.TABULARIUM_RATE,
    bodyLimitBytes: variables.TABULARIUM_BODY_LIMIT,
  };
}

function valuesOf(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, unknown>> {
  const given = Object.entries(defaults).map(([name, fallback]) => [name, environment[name] || fallback] as const);
  const others = optional.flatMap((name) => (environment[name] ? [[name, environment[name]] as const] : []));
  return Object.fromEntries([...given, ...others].map(([name, value]) => [name, converted(name, value)]));
}

const converted = (name: string, value: string): unknown =>
  numeric.has(name) && /^\d{1,9}$/.test(value) ? Number(value) : value;

function isTimeZone(value: unknown): boolean {
  try {
    return typeof value === 'string' && zoneOf(value).name === value;
  } catch {
    return false;
  }
}
