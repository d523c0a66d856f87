import { gzipSync } from 'node:zlib';
import { exchange, TestServer } from './api-server';

let server: TestServer;
let address: string;
let token: string;

beforeAll(async () => {
  server = await TestServer.start({ TABULARIUM_BODY_LIMIT: '65536' });
  address = await server.engine.listen();
  token = await server.token();
});
afterAll(() => server.stop());

const route = '/api/person/eve/register-person';
const limit = '/api/person/director/delegate-limit';
const good = { name: 'Eve', unit: 'PMO' };

interface Case {
  readonly status: number;
  readonly path?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pointer?: string;
}

const text = (value: unknown) => JSON.stringify(value);
const amount = (minor: unknown, ccy: unknown = 'GBP') =>
  ({ status: 400, path: limit, body: text({ matter: 'PROJECT_APPROVAL', limit: { minor, ccy } }) }) as const;

const bodies: Readonly<Record<string, Case>> = {
  'no body': { status: 400, body: '' },
  null: { status: 400, body: 'null' },
  'a list': { status: 400, body: '[]' },
  'a number': { status: 400, body: '7' },
  'a text': { status: 400, body: '"x"' },
  'not JSON': { status: 400, body: '{name:1}' },
  'an unknown field': { status: 400, body: text({ ...good, admin: true }), pointer: '/admin' },
  'a field named like a method of objects': { status: 400, body: text({ ...good, hasOwnProperty: 1 }) },
  'a missing field': { status: 400, body: text({ name: 'Eve' }), pointer: '/unit' },
  'a number for a text': { status: 400, body: text({ ...good, name: 7 }), pointer: '/name' },
  'null for an optional text': { status: 400, body: text({ ...good, title: null }), pointer: '/title' },
  'a list for a text': { status: 400, body: text({ ...good, name: ['Eve'] }), pointer: '/name' },
  'an empty text': { status: 400, body: text({ ...good, name: '' }), pointer: '/name' },
  'too long a text': { status: 400, body: text({ ...good, name: 'x'.repeat(201) }), pointer: '/name' },
  'a key twice': { status: 400, body: '{"name":"Eve","unit":"PMO","name":"Mallory"}' },
  __proto__: { status: 400, body: '{"__proto__":{"admin":true},"name":"Eve","unit":"PMO"}' },
  '33 levels': { status: 400, body: '['.repeat(33) + ']'.repeat(33) },
  'sixty thousand levels': { status: 400, body: '['.repeat(60_000) },
  'invalid UTF-8': { status: 400, body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
  'a byte order mark': { status: 400, body: `\ufeff${text(good)}` },
  'UTF-16': { status: 400, body: Buffer.from(`\ufeff${text(good)}`, 'utf16le') },
  NUL: { status: 400, body: '{"name":"E\\u0000ve","unit":"PMO"}' },
  'a lone surrogate': { status: 400, body: '{"name":"\\ud800","unit":"PMO"}' },
  'an override of direction': { status: 400, body: text({ ...good, name: 'a\u202eb' }) },
  '2^53 + 1': { status: 400, body: '{"name":9007199254740993,"unit":"PMO"}' },
  '1e400': { status: 400, body: '{"name":1e400,"unit":"PMO"}' },
  'minus zero': { status: 400, body: '{"name":-0,"unit":"PMO"}' },
  'a fraction': { status: 400, body: '{"name":0.1,"unit":"PMO"}' },
  'a negative amount where only positive ones are': { ...amount('-100'), pointer: '/limit/minor' },
  'an amount of zero where only positive ones are': amount('0'),
  'an amount as a number': amount(100),
  'an amount as a fraction': amount('1.5'),
  'an amount in scientific notation': amount('1e3'),
  'an amount with a leading zero': amount('0100'),
  'an amount of 40 digits': amount('9'.repeat(40)),
  'an unknown currency': { ...amount('100', 'XXX'), pointer: '/limit/ccy' },
  'a currency in lower case': amount('100', 'gbp'),
  '30 February': {
    status: 400,
    path: '/api/person/eve/grant-role',
    body: text({ role: 'AUDITOR', from: '2026-02-30' }),
    pointer: '/from',
  },
  'a month 13': {
    status: 400,
    path: '/api/person/eve/grant-role',
    body: text({ role: 'AUDITOR', from: '2026-13-01' }),
  },
  'year zero': { status: 400, path: '/api/person/eve/grant-role', body: text({ role: 'AUDITOR', from: '0000-01-01' }) },
  'an instant for a day': {
    status: 400,
    path: '/api/person/eve/grant-role',
    body: text({ role: 'AUDITOR', from: '2026-01-01T00:00:00Z' }),
  },
  'an unknown word': {
    status: 400,
    path: '/api/person/eve/grant-role',
    body: text({ role: 'KING' }),
    pointer: '/role',
  },
  'a body over the limit': { status: 413, body: text({ ...good, name: 'x'.repeat(70_000) }) },
  'text/plain': { status: 415, headers: { 'content-type': 'text/plain' } },
  'a form': { status: 415, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=Eve' },
  multipart: { status: 415, headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' },
  'no content type': { status: 415, headers: { 'content-type': '' } },
  'another charset': { status: 415, headers: { 'content-type': 'application/json; charset=utf-16' } },
  'a content encoding': { status: 415, headers: { 'content-encoding': 'gzip' }, body: gzipSync(text(good)) },
  'an id that climbs': { status: 400, path: '/api/person/../register-person' },
  'an id that climbs, encoded': { status: 400, path: '/api/person/%2e%2e/register-person' },
  'an id with an encoded slash': { status: 400, path: '/api/person/a%2fb/register-person' },
  'an id with a quote': { status: 400, path: "/api/person/a'b/register-person" },
  'an id with a NUL': { status: 400, path: '/api/person/a%00b/register-person' },
  'an id with a $': { status: 400, path: '/api/person/$all/register-person' },
  'an id with @@': { status: 400, path: '/api/person/a@@b/register-person' },
  'an id of 101 characters': { status: 400, path: `/api/person/${'a'.repeat(101)}/register-person` },
  'an id of 2,000 characters': { status: 414, path: `/api/person/${'a'.repeat(2_000)}/register-person` },
  'an id that ends with a dot': { status: 400, path: '/api/person/a./register-person' },
  'an id with a zero-width space': { status: 400, path: '/api/person/a%e2%80%8bb/register-person' },
  'an id from right to left': { status: 400, path: '/api/person/%d7%90%d7%91/register-person' },
  'an empty id': { status: 400, path: '/api/person//register-person' },
  'broken percent-encoding': { status: 400, path: '/api/person/%zz/register-person' },
  'percent-encoding that is not UTF-8': { status: 400, path: '/api/person/%ff/register-person' },
  'an unknown command': { status: 404, path: '/api/person/eve/erase-everything' },
  'a command named like a method of objects': { status: 404, path: '/api/person/eve/constructor' },
  'an unknown aggregate': { status: 404, path: '/api/dragon/eve/register-person' },
  'an idempotency key of 101 characters': { status: 400, headers: { 'idempotency-key': 'k'.repeat(101) } },
  'an idempotency key with a space': { status: 400, headers: { 'idempotency-key': 'a b' } },
  'an expected revision of -2': { status: 400, headers: { 'if-match': '-2' } },
  'an expected revision of 2^63': { status: 400, headers: { 'if-match': '"9223372036854775808"' } },
  'an expected revision that is a word': { status: 400, headers: { 'if-match': '*' } },
  'a weak expected revision': { status: 400, headers: { 'if-match': 'W/"1"' } },
};

function requestOf({ path = route, body = text(good), headers = {} }: Case): Buffer {
  const all = {
    host: 'localhost',
    connection: 'close',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...headers,
  };
  const bytes = Buffer.from(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    ...Object.entries({ ...all, 'content-length': bytes.length }).flatMap(lineOf),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]);
}

const lineOf = ([name, value]: readonly [string, string | number]) => (value === '' ? [] : [`${name}: ${value}`]);

function answerOf(raw: string) {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: rest.join('\r\n\r\n') };
}

describe('over a raw socket', () => {
  it('the request that all others are variations of is taken', async () => {
    const { status } = answerOf(
      await exchange(address, requestOf({ status: 201, path: '/api/person/adam/register-person' })),
    );
    expect(status).toBe(201);
  });

  it.each(Object.entries(bodies))('%s is refused, as a problem, and nothing is recorded', async (_, sent) => {
    const before = (await server.log()).length;
    const answer = answerOf(await exchange(address, requestOf(sent)));
    expect([answer.status, answer.body]).toEqual([sent.status, expect.any(String)]);
    expect(answer.head).toContain('content-type: application/problem+json');
    const problem = JSON.parse(answer.body) as { status: number; faults?: readonly { pointer: string }[] };
    expect(problem).toMatchObject({ status: sent.status, code: expect.any(String), correlationId: expect.any(String) });
    if (sent.pointer) expect(problem.faults?.map(({ pointer }) => pointer)).toContain(sent.pointer);
    expect(await server.log()).toHaveLength(before);
  });

  const broken: Readonly<Record<string, readonly [status: number, bytes: string]>> = {
    'no HTTP at all': [400, 'hello\r\n\r\n'],
    'a TLS greeting': [400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
    'no host': [400, `GET /api/views HTTP/1.1\r\nconnection: close\r\n\r\n`],
    'length and chunks at once': [
      400,
      `POST ${route} HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    'two lengths': [400, `POST ${route} HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabc`],
    'a negative length': [400, `POST ${route} HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n`],
    'a bare line feed in a header': [400, `GET / HTTP/1.1\r\nhost: x\nx-y: \r\r\n\r\n`],
    'headers of 100 KB': [431, `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(100_000)}\r\n\r\n`],
    'a method nobody knows': [400, `BREW / HTTP/1.1\r\nhost: x\r\n\r\n`],
    'no token, no body sent yet': [
      401,
      `POST ${route} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 60000\r\nconnection: close\r\n\r\n`,
    ],
  };

  it.each(Object.entries(broken))('%s is answered with a problem', async (_, [status, bytes]) => {
    const answer = answerOf(await exchange(address, bytes));
    expect([answer.status, answer.head]).toEqual([status, expect.stringContaining('application/problem+json')]);
    expect(JSON.parse(answer.body)).toMatchObject({ status, correlationId: expect.any(String) });
  });

  it('a body declared too large is refused before it is sent', async () => {
    const head = requestOf({ status: 413, headers: {} })
      .toString()
      .replace(/content-length: \d+/, 'content-length: 100000000');
    expect(answerOf(await exchange(address, head)).status).toBe(413);
  });

  it('a body without a declared length is cut off at the limit', async () => {
    const head = requestOf({ status: 413, body: '' })
      .toString()
      .replace('content-length: 0', 'transfer-encoding: chunked');
    const chunk = `4000\r\n${'['.repeat(0x4000)}\r\n`;
    expect(answerOf(await exchange(address, `${head}${chunk.repeat(10)}0\r\n\r\n`)).status).toBe(413);
  });
});
