import { randomUUID } from 'node:crypto';
import type { Expected } from '../port';
import { RevisionConflict } from '../port';
import type { Answer, Scene, Subject } from './scene';
import { numbers, positions, rising } from './scene';

type Ask = readonly [expected: Expected, names: readonly number[], answer: Answer];

/** What an EventStoreDB 23.10 answered, question by question, on one stream; then what the stream held. */
const decisionTable: readonly (readonly [title: string, asks: readonly Ask[], holds: readonly number[]])[] = [
  ['any on an absent stream', [['any', [1], 0]], [1]],
  [
    'no_stream on an absent stream',
    [
      ['no_stream', [1, 2], 1],
      [1, [3], 2],
    ],
    [1, 2, 3],
  ],
  [
    'an exact revision on an absent stream',
    [
      [0, [1], { conflict: -1 }],
      [5, [2], { conflict: -1 }],
    ],
    [],
  ],
  ['stream_exists on an absent stream', [['stream_exists', [1], { conflict: -1 }]], []],
  [
    'any and stream_exists on an existing stream',
    [
      ['no_stream', [1], 0],
      ['any', [2], 1],
      ['stream_exists', [3, 4], 3],
    ],
    [1, 2, 3, 4],
  ],
  [
    'no_stream on an existing stream',
    [
      ['no_stream', [1], 0],
      ['no_stream', [2], { conflict: 0 }],
    ],
    [1],
  ],
  [
    'an exact revision behind, right, ahead',
    [
      ['no_stream', [1, 2, 3], 2],
      [1, [4], { conflict: 2 }],
      [2, [5], 3],
      [9, [6], { conflict: 3 }],
    ],
    [1, 2, 3, 5],
  ],
  [
    'a retry with no_stream',
    [
      ['no_stream', [1, 2], 1],
      ['no_stream', [1, 2], 1],
    ],
    [1, 2],
  ],
  [
    'a retry with no_stream after others wrote',
    [
      ['no_stream', [1, 2], 1],
      [1, [3, 4], 3],
      ['no_stream', [1, 2], 1],
    ],
    [1, 2, 3, 4],
  ],
  [
    'a retry at an exact revision, at once and later',
    [
      ['no_stream', [1], 0],
      [0, [2, 3], 2],
      [0, [2, 3], 2],
      [2, [4], 3],
      [0, [2, 3], 2],
    ],
    [1, 2, 3, 4],
  ],
  [
    'a retry with any',
    [
      ['any', [1, 2], 1],
      ['any', [1, 2], 1],
    ],
    [1, 2],
  ],
  [
    'a retry with stream_exists',
    [
      ['any', [1], 0],
      ['stream_exists', [2], 1],
      ['stream_exists', [2], 1],
    ],
    [1, 2],
  ],
  [
    'a retry with any after others wrote',
    [
      ['any', [1, 2], 1],
      ['any', [3], 2],
      ['any', [1, 2], 1],
    ],
    [1, 2, 3],
  ],
  [
    'a retry of the first of the batch only',
    [
      ['no_stream', [1, 2], 1],
      ['no_stream', [1], 0],
    ],
    [1, 2],
  ],
  [
    'a retry with no_stream that adds or changes something',
    [
      ['no_stream', [1, 2], 1],
      ['no_stream', [1, 2, 3], { conflict: 1 }],
      ['no_stream', [1, 9], { conflict: 1 }],
    ],
    [1, 2],
  ],
  [
    'a retry with any that adds something',
    [
      ['any', [1, 2], 1],
      ['any', [1, 2, 3], { conflict: 1 }],
    ],
    [1, 2],
  ],
  [
    'a retry with any that has something new in its middle',
    [
      ['any', [1, 2], 1],
      ['any', [1, 9, 2], { conflict: 1 }],
    ],
    [1, 2],
  ],
  [
    'an append with any whose first is new',
    [
      ['any', [1, 2], 1],
      ['any', [9, 1], 3],
    ],
    [1, 2, 9, 1],
  ],
  [
    'a revision behind with other ids, and with those that are there',
    [
      ['no_stream', [1, 2], 1],
      [0, [3], { conflict: 1 }],
      [0, [2], 1],
    ],
    [1, 2],
  ],
  [
    'a known id at the right revision is written again',
    [
      ['no_stream', [1], 0],
      [0, [1], 1],
    ],
    [1, 1],
  ],
  ['an id twice in one batch', [['no_stream', [1, 1], 1]], [1, 1]],
];

export function appending(subject: () => Subject, scene: () => Scene): void {
  it.each(decisionTable)('decides as the server: %s', async (_, asks, holds) => {
    const s = scene();
    for (const [expected, names, answer] of asks) expect(await s.ask('a', expected, ...names)).toEqual(answer);
    if (holds.length > 0) expect(await s.named('a')).toEqual(holds.map(String));
    else await expect(s.named('a')).rejects.toMatchObject({ name: 'StreamNotFound', stream: s.stream('a') });
  });

  it('gives a retry the position of the original', async () => {
    const s = scene();
    const original = await s.append('a', 'no_stream', 1, 2);
    await s.append('a', 1, 3);
    expect(await s.append('a', 'no_stream', 1, 2)).toEqual(original);
    const [, second, third] = positions(await s.read('a'));
    expect(original.position).toBe(second);
    expect(rising([second ?? '', third ?? ''])).toBe(true);
  });

  it('says which stream, what was expected and what is there', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1, 2);
    const conflict = { stream: s.stream('a'), expected: 0, actual: 1 };
    await expect(s.append('a', 0, 3)).rejects.toMatchObject(conflict);
    await expect(s.append('absent', 3, 3)).rejects.toMatchObject({ expected: 3, actual: undefined });
  });

  it('takes the same id in another stream', async () => {
    const s = scene();
    expect([await s.ask('a', 'no_stream', 1), await s.ask('b', 'no_stream', 1), await s.ask('b', 'any', 1)]).toEqual([
      0, 0, 0,
    ]);
    expect(await s.named('b')).toEqual(['1']);
  });

  it('checks the expectation of an empty append, and makes no stream of it', async () => {
    const s = scene();
    await s.append('a', 'no_stream');
    await s.append('b', 'any');
    await expect(s.named('a')).rejects.toThrow('no stream');
    expect(await s.ask('a', 'no_stream', 1)).toBe(0);
    expect([await s.ask('a', 'no_stream'), await s.ask('a', 0), await s.ask('a', 7)]).toEqual([
      { conflict: 0 },
      0,
      { conflict: 0 },
    ]);
    expect(await s.named('a')).toEqual(['1']);
  });

  it('writes all of an append or nothing, in order', async () => {
    const s = scene();
    const wrong = { ...s.event('wrong'), type: '' };
    await expect(s.store.append(s.stream('a'), 'no_stream', [s.event(1), wrong])).rejects.toThrow();
    await expect(s.read('a')).rejects.toThrow('no stream');
    expect(await s.ask('a', 'no_stream', ...numbers(500))).toBe(499);
    expect((await s.read('a')).map(({ revision }) => revision)).toEqual(numbers(500));
  });

  it('lets exactly one of 50 concurrent writers win each revision', async () => {
    const s = scene();
    let next = 0;
    const writer = async (w: number): Promise<void> => {
      while (next < 20) {
        const expected = next;
        const answer = await s.ask('a', expected === 0 ? 'no_stream' : expected - 1, `${w} at ${expected}`);
        next = Math.max(next, typeof answer === 'number' ? answer + 1 : next);
      }
    };
    await Promise.all(numbers(50).map(writer));
    const names = await s.named('a');
    expect(names.map((name) => Number(name.split(' at ')[1]))).toEqual(numbers(names.length));
  });

  it('lets one of 20 writers at one revision win, and tells the others', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 'first');
    const answers = await Promise.all(numbers(20).map((n) => s.ask('a', 0, n)));
    expect(answers.filter((answer) => answer === 1)).toHaveLength(1);
    expect(answers.filter((answer) => JSON.stringify(answer) === '{"conflict":1}')).toHaveLength(19);
    expect(await s.named('a')).toHaveLength(2);
  });

  it('writes one append once when it is sent many times at once', async () => {
    const s = scene();
    const answers = await Promise.all(numbers(10).map(() => s.ask('a', 'no_stream', 1, 2)));
    expect(answers).toEqual(numbers(10).map(() => 1));
    expect(await s.named('a')).toEqual(['1', '2']);
  });

  it('lets a bad append fail without its neighbours', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1);
    const answers = await Promise.allSettled([
      s.append('b', 'no_stream', 2),
      s.append('a', 5, 3),
      s.store.append(s.stream('c'), 'any', [{ ...s.event(4), id: 'no uuid' }]),
      s.append('a', 0, 5),
    ]);
    const names = answers.map((answer) => (answer.status === 'fulfilled' ? 'written' : nameOf(answer.reason)));
    expect(names).toEqual(['written', 'RevisionConflict', 'InvalidEvent', 'written']);
    expect([await s.named('a'), await s.named('b')]).toEqual([['1', '5'], ['2']]);
  });

  describe('a deleted stream', () => {
    it('reads as not found, and goes on where it ended', async () => {
      const s = scene();
      await s.append('a', 'no_stream', 1, 2);
      await subject().deleteStream(s.stream('a'), 1);
      await expect(s.read('a')).rejects.toMatchObject({ name: 'StreamNotFound' });
      await expect(s.read('a', { direction: 'backwards' })).rejects.toMatchObject({ name: 'StreamNotFound' });
      expect(await s.ask('a', 'stream_exists', 3)).toBe('deleted');
      expect([await s.ask('a', 'no_stream', 4), await s.ask('a', 'any', 5), await s.ask('a', 3, 6)]).toEqual([2, 3, 4]);
      const read = await s.read('a');
      expect(read.map((event) => [event.revision, s.nameOf(event)])).toEqual([
        [2, '4'],
        [3, '5'],
        [4, '6'],
      ]);
      expect(await s.named('a', { direction: 'backwards', from: 3 })).toEqual(['5', '4']);
    });
    it('goes on at the exact next revision too', async () => {
      const s = scene();
      await s.append('a', 'no_stream', 1, 2);
      await subject().deleteStream(s.stream('a'), 1);
      expect([await s.ask('a', 0, 3), await s.ask('a', 1, 3)]).toEqual([{ conflict: 1 }, 2]);
    });
    it('still stands in the log', async () => {
      const s = scene();
      await s.append('a', 'no_stream', 1, 2);
      await subject().deleteStream(s.stream('a'), 1);
      expect((await s.log({ filter: s.own })).map(s.nameOf)).toEqual(['1', '2']);
    });
    it('is closed for ever by a tombstone', async () => {
      const s = scene();
      await s.append('a', 'no_stream', 1);
      await subject().tombstoneStream(s.stream('a'), 0);
      await expect(s.read('a')).rejects.toMatchObject({ name: 'StreamDeleted', stream: s.stream('a') });
      expect([await s.ask('a', 'any', 2), await s.ask('a', 'no_stream', 3), await s.ask('a', 0, 4)]).toEqual([
        'deleted',
        'deleted',
        'deleted',
      ]);
    });
    it('is deleted only at the revision named', async () => {
      const s = scene();
      await s.append('a', 'no_stream', 1, 2);
      await expect(subject().deleteStream(s.stream('a'), 0)).rejects.toThrow(RevisionConflict);
      await expect(subject().tombstoneStream(s.stream('a'), 0)).rejects.toThrow(RevisionConflict);
      expect(await s.named('a')).toEqual(['1', '2']);
    });
  });

  it('keeps everything, and retries at exact revisions, across a reopening', async () => {
    const s = scene();
    await s.append('a', 'no_stream', 1);
    const original = await s.append('a', 0, 2, 3);
    await s.append('b', 'no_stream', 1);
    await subject().deleteStream(s.stream('b'), 0);
    const before = await s.log({ filter: s.own });
    s.store = await subject().reopen();
    expect(await s.log({ filter: s.own })).toEqual(before);
    expect(await s.append('a', 0, 2, 3)).toEqual(original);
    expect(await s.ask('b', 'stream_exists', 2)).toBe('deleted');
    expect([await s.ask('a', 2, randomUUID()), await s.ask('b', 0, 2)]).toEqual([3, 1]);
  });
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error));
