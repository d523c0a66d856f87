import { clientText, ConnectionStringInvalid, parseConnectionString, redacted } from './connection-string';

const read = (text: string) => clientText(parseConnectionString(text));

const good: readonly (readonly [given: string, handedOver: string])[] = [
  ['esdb://localhost:2113?tls=false', 'esdb://localhost:2113?tls=false'],
  ['kurrentdb://localhost/?tls=false', 'esdb://localhost?tls=false'],
  ['kurrentdb+discover://cluster.example:2113?tls=false', 'esdb+discover://cluster.example:2113?tls=false'],
  ['esdb+discover://a:b@c', 'esdb+discover://a:b@c'],
  [
    'esdb://admin:p%40ss%3Aw@n1:2113,n2:2114/?nodePreference=leader',
    'esdb://admin:p%40ss%3Aw@n1:2113,n2:2114?nodePreference=leader',
  ],
  ['esdb://h?TLS=false&keep_alive-interval=-1', 'esdb://h?tls=false&keepAliveInterval=-1'],
  ['esdb://h?tls=false&connectionName=a%40b', 'esdb://h?tls=false&connectionName=a%40b'],
  ['esdb://a:b@h?tlsCAFile=/etc/ca.pem', 'esdb://a:b@h?tlsCAFile=%2Fetc%2Fca.pem'],
];

const bad: readonly (readonly [why: string, text: string])[] = [
  ['another protocol', 'http://localhost:2113'],
  ['no host', 'esdb://?tls=false'],
  ['an empty host among others', 'esdb://a,,b?tls=false'],
  ['a port that is none', 'esdb://h:99999?tls=false'],
  ['TLS without a user', 'esdb://h'],
  ['a user without a password', 'esdb://secret@h'],
  ['a colon in the password', 'esdb://a:b:secret@h'],
  ['an @ in the password', 'esdb://a:b@secret@h'],
  ['a stray %', 'esdb://a:secret%zz@h'],
  ['an unknown option', 'esdb://a:secret@h?colour=red'],
  ['an option the client ignores', 'esdb://a:secret@h?tlsVerifyCert=false'],
  ['an option that makes revisions wrong', 'esdb://a:secret@h?throwOnAppendFailure=false'],
  ['a value that is none', 'esdb://a:secret@h?defaultDeadline=soon'],
  ['half a user certificate', 'esdb://a:secret@h?userCertFile=a.pem'],
];

describe('A connection string', () => {
  it.each(good)('%s is handed to the client as it takes it', (given, handedOver) => {
    expect(read(given)).toBe(handedOver);
  });

  it.each(bad)('with %s is refused without a word of it', (_, text) => {
    expect(() => read(text)).toThrow(ConnectionStringInvalid);
    expect(() => read(text)).not.toThrow(/secret/);
  });

  it('is shown without its secrets', () => {
    expect(redacted(parseConnectionString('esdb://ana:secret@h1:2113,h2?connectionName=secret'))).toBe(
      'esdb://h1:2113,h2',
    );
  });
});
