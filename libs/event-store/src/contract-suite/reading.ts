import type { LogFilter, StreamRead } from '../port';
import type { Scene } from './scene';
import { listed, numbers, positions, rising } from './scene';

/** On a stream of six events, 0 to 5. */
const streamReads: readonly (readonly [title: string, read: StreamRead, gives: readonly number[]])[] = [
  ['forwards', {}, [0, 1, 2, 3, 4, 5]],
  ['forwards from 2', { from: 2 }, [2, 3, 4, 5]],
  ['forwards from 2, at most 2', { from: 2, limit: 2 }, [2, 3]],
  ['forwards from the last', { from: 5 }, [5]],
  ['forwards from beyond the end', { from: 6 }, []],
  ['forwards from far beyond', { from: 999 }, []],
  ['backwards', { direction: 'backwards' }, [5, 4, 3, 2, 1, 0]],
  ['backwards from 2', { direction: 'backwards', from: 2 }, [2, 1, 0]],
  ['backwards, the last one', { direction: 'backwards', limit: 1 }, [5]],
  ['backwards from 0', { direction: 'backwards', from: 0 }, [0]],
  ['backwards from beyond', { direction: 'backwards', from: 999 }, [5, 4, 3, 2, 1, 0]],
];

export function reading(scene: () => Scene): void {
  it.each(streamReads)('reads a stream %s', async (_, read, gives) => {
    const s = scene();
    await s.append('a', 'no_stream', ...numbers(6));
    const events = await s.read('a', read);
    expect(events.map(({ revision }) => revision)).toEqual(gives);
    expect(events.map(s.nameOf)).toEqual(gives.map(String));
  });

  it.each(['forwards', 'backwards'] as const)('does not find an absent stream %s', async (direction) => {
    const s = scene();
    await expect(s.read('absent', { direction })).rejects.toMatchObject({
      name: 'StreamNotFound',
      stream: s.stream('absent'),
    });
  });

  it('lets a reader stop, of a stream and of the log', async () => {
    const s = scene();
    await s.append('a', 'no_stream', ...numbers(6));
    expect((await listed(s.store.readStream(s.stream('a')), 2)).map(s.nameOf)).toEqual(['0', '1']);
    expect((await listed(s.store.readAll({ filter: s.own }), 2)).map(s.nameOf)).toEqual(['0', '1']);
    expect(await s.ask('a', 5, 6)).toBe(6);
  });

  it('reads streams longer than a page, both ways', async () => {
    const s = scene();
    for (const batch of numbers(4)) await s.append('a', 'any', ...numbers(300).map((n) => batch * 300 + n));
    const forwards = await s.named('a');
    expect(forwards).toEqual(numbers(1200).map(String));
    expect(await s.named('a', { direction: 'backwards' })).toEqual([...forwards].reverse());
    expect(await s.named('a', { from: 290, limit: 600 })).toEqual(forwards.slice(290, 890));
  });

  it('gives every event one place in the log, rising', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1, 2);
    await s.append('b', 'no_stream', 3);
    const last = await s.append('a', 1, 4);
    const log = await s.log({ filter: s.own });
    expect(log.map(s.nameOf)).toEqual(['1', '2', '3', '4']);
    expect(rising(positions(log))).toBe(true);
    expect(last.position).toBe(log[3]?.position);
    expect(positions(await s.read('a'))).toEqual([0, 1, 3].map((i) => log[i]?.position));
  });

  it('reads the log from a position inclusively, both ways', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1, 2);
    await s.append('b', 'no_stream', 3);
    await s.append('a', 1, 4);
    const from = (await s.read('a'))[1]?.position;
    const named = async (read: object) => (await s.log({ filter: s.own, ...read })).map(s.nameOf);
    expect(await named({ from })).toEqual(['2', '3', '4']);
    expect(await named({ from, limit: 2 })).toEqual(['2', '3']);
    expect(await named({ from, direction: 'backwards' })).toEqual(['2', '1']);
    expect(await named({ direction: 'backwards' })).toEqual(['4', '3', '2', '1']);
    expect(await named({ direction: 'backwards', limit: 1 })).toEqual(['4']);
    expect((await s.log({ from, limit: 1 })).map(s.nameOf)).toEqual(['2']);
  });

  const filters: readonly (readonly [string, (s: Scene) => LogFilter, readonly string[]])[] = [
    ['stream prefixes', (s) => ({ streamPrefixes: [s.stream('x-'), s.stream('y-')] }), ['x1', 'y1', 'x2']],
    ['one stream prefix', (s) => ({ streamPrefixes: [s.stream('x')] }), ['x1', 'x2']],
    ['type prefixes', (s) => ({ typePrefixes: [s.type('Red'), s.type('Blue')] }), ['x1', 'z1', 'x2']],
    ['a regex over streams', (s) => ({ streamRegex: `^${s.prefix.replaceAll('.', '\\.')}[yz]-` }), ['y1', 'z1']],
    ['a regex over types', (s) => ({ typeRegex: `^(Red|Green)${s.type('')}$` }), ['x1', 'y1', 'x2']],
    ['nothing that is there', (s) => ({ streamPrefixes: [s.stream('nothing')] }), []],
  ];
  it.each(filters)('filters the log by %s', async (_, filter, gives) => {
    const s = scene();
    const put = (stream: string, name: string, type: string) =>
      s.store.append(s.stream(stream), 'any', [s.event(name, { type: s.type(type) })]);
    await put('x-1', 'x1', 'Red');
    await put('y-1', 'y1', 'Green');
    await put('z-1', 'z1', 'Blue');
    await put('x-2', 'x2', 'Red');
    expect((await s.log({ filter: filter(s) })).map(s.nameOf)).toEqual(gives);
    const backwards = await s.log({ filter: filter(s), direction: 'backwards', limit: 2 });
    expect(backwards.map(s.nameOf)).toEqual([...gives].reverse().slice(0, 2));
  });

  it('never shows system events', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1);
    for await (const { stream, type } of s.store.readAll())
      expect(stream.startsWith('$') || type.startsWith('$')).toBe(false);
  });
}
