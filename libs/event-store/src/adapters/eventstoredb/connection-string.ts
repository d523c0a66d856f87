/** Where an EventStoreDB is, taken apart. */
export interface ConnectionString {
  readonly discovers: boolean;
  readonly hosts: readonly string[];
  readonly user?: { readonly username: string; readonly password: string };
  readonly options: ReadonlyMap<string, string>;
}

/** The text names no server, or asks for what the client cannot do. The message holds nothing secret. */
export class ConnectionStringInvalid extends Error {
  override readonly name = 'ConnectionStringInvalid';
}

const whole = (text: string): boolean => /^-?\d{1,9}$/.test(text);
const positive = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);
const anything = (text: string): boolean => text !== '';

/** Options of the client by the name it knows, with what each may be; durations are milliseconds, `gossipTimeout` seconds. */
const optionRules: Readonly<Record<string, (value: string) => boolean>> = {
  tls: (value) => value === 'true' || value === 'false',
  tlsCAFile: anything,
  userCertFile: anything,
  userKeyFile: anything,
  connectionName: anything,
  nodePreference: (value) => /^(leader|follower|random|readOnlyReplica|read_only_replica)$/i.test(value),
  maxDiscoverAttempts: positive,
  discoveryInterval: positive,
  gossipTimeout: positive,
  defaultDeadline: positive,
  keepAliveInterval: whole,
  keepAliveTimeout: whole,
};

/** What the client would take without doing it, or doing it wrongly. */
const refusedOptions: Readonly<Record<string, string>> = {
  tlsverifycert: 'the client always verifies; name the authority with tlsCAFile',
  throwonappendfailure: 'the client then gives wrong revisions',
};

const known = new Map(Object.keys(optionRules).map((name) => [flat(name), name]));
const protocol = /^(esdb|kurrentdb)(\+discover)?:\/\//;
const hostPattern = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/;

/**
 * Takes `esdb://`, `esdb+discover://`, `kurrentdb://` or `kurrentdb+discover://`, then
 * `user:password@host:port,host:port?option=value&…` with user and password percent-encoded. Checked here because the
 * client's own messages print the whole text, password and all. Throws ConnectionStringInvalid.
 */
export function parseConnectionString(text: string): ConnectionString {
  const scheme = protocol.exec(text.trim());
  if (!scheme)
    throw new ConnectionStringInvalid(
      'must begin with esdb://, esdb+discover://, kurrentdb:// or kurrentdb+discover://',
    );
  const [authority = '', query = ''] = splitOnce(text.trim().slice(scheme[0].length), '?');
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? undefined : userOf(authority.slice(0, at));
  const options = optionsOf(query);
  if (!user && options.get('tls') !== 'false')
    throw new ConnectionStringInvalid(
      'needs user:password@ before the host, or tls=false where the server is insecure',
    );
  if (options.has('userCertFile') !== options.has('userKeyFile'))
    throw new ConnectionStringInvalid('userCertFile and userKeyFile go together');
  const hosts = hostsOf(authority.slice(at + 1));
  return { discovers: scheme[2] !== undefined, hosts, options, ...(user && { user }) };
}

/** As the client takes it: no slash, everything encoded that it decodes. */
export function clientText({ discovers, hosts, user, options }: ConnectionString): string {
  const credentials = user ? `${encodeURIComponent(user.username)}:${encodeURIComponent(user.password)}@` : '';
  const query = [...options].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `esdb${discovers ? '+discover' : ''}://${credentials}${hosts.join(',')}${query && `?${query}`}`;
}

/** For people and logs: where, and nothing secret. */
export const redacted = ({ discovers, hosts }: ConnectionString): string =>
  `esdb${discovers ? '+discover' : ''}://${hosts.join(',')}`;

function userOf(text: string): NonNullable<ConnectionString['user']> {
  const [username = '', password = ''] = text.split(':').map(decoded);
  if (username === '' || password === '' || text.split(':').length !== 2 || text.includes('@'))
    throw new ConnectionStringInvalid('user and password are written user:password@, each percent-encoded');
  return { username, password };
}

function hostsOf(text: string): readonly string[] {
  const hosts = text.replace(/\/+$/, '').split(',');
  for (const host of hosts) {
    const [, name, port = '2113'] = hostPattern.exec(host) ?? [];
    if (!name || Number(port) < 1 || Number(port) > 65_535)
      throw new ConnectionStringInvalid('names no host, or one that is not host:port');
  }
  return hosts;
}

function optionsOf(query: string): ReadonlyMap<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return new Map(pairs.map((pair) => optionOf(splitOnce(pair, '='))));
}

function optionOf([rawName = '', rawValue = '']: readonly string[]): readonly [string, string] {
  const reason = refusedOptions[flat(rawName)];
  if (reason) throw new ConnectionStringInvalid(`the option ${rawName} is not taken: ${reason}`);
  const name = known.get(flat(rawName));
  if (!name)
    throw new ConnectionStringInvalid(`has an option nobody knows; known are ${[...known.values()].join(', ')}`);
  const value = decoded(rawValue);
  if (!optionRules[name]?.(value)) throw new ConnectionStringInvalid(`has a value that the option ${name} cannot have`);
  return [name, value];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConnectionStringInvalid('has a % that encodes nothing');
  }
}

function flat(name: string): string {
  return name.trim().toLowerCase().replace(/[_-]/g, '');
}

function splitOnce(text: string, by: string): readonly string[] {
  const at = text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
