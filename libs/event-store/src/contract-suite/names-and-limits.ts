import type { RecordedEvent } from '@tabularium/kernel';
import { InvalidEvent, MAX_EVENT_BYTES, MAX_EVENTS_PER_APPEND } from '../port';
import type { Scene } from './scene';
import { metadata, numbers } from './scene';

const goodNames = [
  'with space',
  'sl/ash',
  'a@@b',
  'ünï',
  '漢字',
  'emoji😀',
  'UPPER',
  'upper',
  'dots.and-dashes_1',
  'q?x=1&y=2#z',
  '%2e%2e',
  "'",
  '"',
];
const badNames: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['starting with $', '$system'],
  ['starting with $$', '$$meta'],
  ['with NUL', 'a\0b'],
  ['with half a character', 'a\ud83d'],
  ['of 257 characters', 'x'.repeat(257)],
];

const goodData: Readonly<Record<string, RecordedEvent['data']>> = {
  nested: { a: { b: [1, 'two', null, true, { c: [] }] } },
  unicode: { text: 'è 漢字 😀 \u2028 "quoted" \\ / \t \\u0000 \ufeff' },
  numbers: { big: 9007199254740991, neg: -0.5, exp: 1e21, zero: 0 },
  empty: {},
  'odd names': { '': 1, '__proto__ ': 2, constructor: 3, 'a.b': 4, $: 5 },
};
const badData: readonly (readonly [string, unknown])[] = [
  ['BigInt', { n: 1n }],
  ['undefined', { n: undefined }],
  ['undefined in a list', { n: [1, undefined] }],
  ['a hole in a list', { n: [1, , 2] }], // eslint-disable-line no-sparse-arrays -- the hole is the case
  ['NaN', { n: NaN }],
  ['infinity', { deep: [{ n: -Infinity }] }],
  ['a function', { n: () => 1 }],
  ['a symbol', { n: Symbol('n') }],
  ['a date', { n: new Date(0) }],
  ['a map', { n: new Map([[1, 2]]) }],
  ['bytes', { n: new Uint8Array(2) }],
  ['NUL in a text', { n: ['a\0b'] }],
  ['NUL in a name', { 'a\0b': 1 }],
  ['half a character', { n: '\udc00' }],
  ['half a character in a name', { '\ud83d': 1 }],
  ['a list', [1, 2]],
  ['a text', 'just text'],
  ['null', null],
];

export function namesAndLimits(scene: () => Scene): void {
  it.each([...goodNames, 'x'.repeat(200)])('takes a stream named %s', async (name) => {
    const s = scene();
    await s.append(name, 'no_stream', 1);
    const [event] = await s.read(name);
    expect(event?.stream).toBe(s.stream(name));
  });

  it('tells upper from lower case', async () => {
    const s = scene();
    await s.append('Name', 'no_stream', 1);
    await expect(s.read('name')).rejects.toMatchObject({ name: 'StreamNotFound' });
  });

  it.each(badNames)('refuses a stream name %s', async (_, name) => {
    await expect(scene().store.append(name, 'any', [scene().event(1)])).rejects.toThrow(InvalidEvent);
  });

  it.each(['with space', 'ünï', 'a.b/c', 'x'.repeat(256)])('takes an event type %s', async (type) => {
    const s = scene();
    await s.store.append(s.stream('a'), 'any', [s.event(1, { type })]);
    expect((await s.read('a'))[0]?.type).toBe(type);
  });

  it.each(badNames)('refuses an event type %s', async (_, type) => {
    const s = scene();
    await expect(s.store.append(s.stream('a'), 'any', [s.event(1, { type })])).rejects.toThrow(InvalidEvent);
  });

  it.each(['', 'abc', '00000000-0000-0000-0000-00000000000g'])('refuses the event id «%s»', async (id) => {
    const s = scene();
    await expect(s.store.append(s.stream('a'), 'any', [s.event(1, { id })])).rejects.toThrow(InvalidEvent);
  });

  it.each([-1, 0.5, NaN])('refuses the expected revision %s', async (expected) => {
    await expect(scene().append('a', expected, 1)).rejects.toThrow(InvalidEvent);
  });

  it.each(Object.entries(goodData))('gives back what went in: %s', async (_, data) => {
    const s = scene();
    await s.store.append(s.stream('a'), 'any', [s.event(1, { data })]);
    const [event] = await s.read('a');
    expect(event).toEqual({
      ...s.event(1, { data }),
      stream: s.stream('a'),
      revision: 0,
      position: expect.any(String),
    });
    expect((await s.log({ filter: s.own }))[0]).toEqual(event);
  });

  it.each(badData)('refuses data with %s, and writes nothing', async (_, data) => {
    const s = scene();
    const event = { ...s.event(2), data } as ReturnType<Scene['event']>;
    await expect(s.store.append(s.stream('a'), 'any', [s.event(1), event])).rejects.toThrow(InvalidEvent);
    await expect(s.read('a')).rejects.toMatchObject({ name: 'StreamNotFound' });
  });

  it('refuses metadata that JSON cannot hold', async () => {
    const s = scene();
    const event = s.event(1, { metadata: { ...metadata, schemaVersion: NaN } });
    await expect(s.store.append(s.stream('a'), 'any', [event])).rejects.toThrow(InvalidEvent);
  });

  it('takes an event of 900 kB', async () => {
    const s = scene();
    const data = { text: 'x'.repeat(900_000) };
    await s.store.append(s.stream('a'), 'no_stream', [s.event(1, { data })]);
    expect((await s.read('a'))[0]?.data).toEqual(data);
  });

  it('refuses an event over the limit, measured in bytes', async () => {
    const s = scene();
    const text = 'è'.repeat(MAX_EVENT_BYTES / 2);
    await expect(s.store.append(s.stream('a'), 'any', [s.event(1, { data: { text } })])).rejects.toThrow(InvalidEvent);
  });

  it('refuses more events than an append may have', async () => {
    const s = scene();
    const answer = s.append('a', 'any', ...numbers(MAX_EVENTS_PER_APPEND + 1));
    await expect(answer).rejects.toThrow(InvalidEvent);
    await expect(s.read('a')).rejects.toMatchObject({ name: 'StreamNotFound' });
  });
}
