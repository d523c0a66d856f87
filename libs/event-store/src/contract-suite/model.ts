import fc from 'fast-check';
import type { Expected } from '../port';
import type { Answer, Scene, Subject } from './scene';
import { listed } from './scene';

/** The decision table again, as simply as it can be said: a list of ids per stream. */
class Model {
  private readonly ids = new Map<string, number[]>();
  private readonly keepFrom = new Map<string, number>();
  private readonly tombstones = new Set<string>();
  readonly log: string[] = [];

  append(stream: string, expected: Expected, names: readonly number[]): Answer {
    if (this.tombstones.has(stream)) return 'deleted';
    const ids = this.of(stream);
    const deleted = ids.length > 0 && this.from(stream) === ids.length;
    if (expected === 'stream_exists' && deleted) return 'deleted';
    if (expected === 'stream_exists' && ids.length === 0) return { conflict: -1 };
    const answer =
      typeof expected === 'number' || expected === 'no_stream'
        ? this.exactly(stream, expected, names, deleted)
        : this.anyhow(stream, names);
    if (answer !== 'write') return answer;
    ids.push(...names);
    this.log.push(...names.map((name) => `${stream} ${name}`));
    return ids.length - 1;
  }

  delete(stream: string): Answer {
    if (this.tombstones.has(stream)) return 'deleted';
    this.keepFrom.set(stream, this.of(stream).length);
    return this.of(stream).length - 1;
  }

  tombstone(stream: string): Answer {
    if (this.tombstones.has(stream)) return 'deleted';
    this.tombstones.add(stream);
    return this.of(stream).length - 1;
  }

  /** Names in the stream; or the error reading it gives. */
  read(stream: string): readonly string[] | 'StreamDeleted' | 'StreamNotFound' {
    if (this.tombstones.has(stream)) return 'StreamDeleted';
    const visible = this.of(stream).slice(this.from(stream));
    return visible.length === 0 ? 'StreamNotFound' : visible.map((name) => `${stream} ${name}`);
  }

  length(stream: string): number {
    return this.of(stream).length;
  }

  private exactly(
    stream: string,
    expected: number | 'no_stream',
    names: readonly number[],
    deleted: boolean,
  ): Answer | 'write' {
    const ids = this.of(stream);
    const start = expected === 'no_stream' ? 0 : expected + 1;
    const conflict = { conflict: ids.length - 1 };
    if (start > ids.length) return conflict;
    if (start === ids.length) return 'write';
    if (names.every((name, i) => ids[start + i] === name)) return start + names.length - 1;
    return expected === 'no_stream' && deleted && ids[0] !== names[0] ? 'write' : conflict;
  }

  /** A name stands for its last place in the stream. */
  private anyhow(stream: string, names: readonly number[]): Answer | 'write' {
    const ids = this.of(stream);
    const places = names.map((name) => ids.lastIndexOf(name));
    if (places[0] === -1) return 'write';
    return places.includes(-1) ? { conflict: ids.length - 1 } : (places.at(-1) ?? -1);
  }

  private of(stream: string): number[] {
    const ids = this.ids.get(stream) ?? [];
    this.ids.set(stream, ids);
    return ids;
  }

  private from(stream: string): number {
    return this.keepFrom.get(stream) ?? 0;
  }
}

type Step =
  | { readonly does: 'append'; readonly stream: string; readonly expected: Expected; readonly names: readonly number[] }
  | { readonly does: 'delete' | 'tombstone' | 'read'; readonly stream: string };

const stream = fc.constantFrom('a', 'b', 'c');
const expected: fc.Arbitrary<Expected> = fc.oneof(
  fc.constantFrom<Expected>('any', 'no_stream', 'stream_exists'),
  fc.nat(6),
);
const names = fc.array(fc.nat(9), { minLength: 1, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ does: fc.constant('append' as const), stream, expected, names }) },
  { weight: 15, arbitrary: fc.record({ does: fc.constant('read' as const), stream }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('delete' as const), stream }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('tombstone' as const), stream }) },
);

/** Random appends, deletions and reads give what the model gives, and the log holds what was written, in order. */
export function modelled(subject: () => Subject, scene: () => Scene): void {
  const act = async (s: Scene, model: Model, one: Step): Promise<void> => {
    const name = s.stream(one.stream);
    if (one.does === 'append') {
      // With `any` a server knows an id by the stream it was last written to: no two streams share one here.
      const named = one.names.map((n) => `${one.stream} ${n}`);
      expect(await s.ask(one.stream, one.expected, ...named)).toEqual(
        model.append(one.stream, one.expected, one.names),
      );
    } else if (one.does === 'read') {
      const read = await s.named(one.stream).catch((error: unknown) => (error instanceof Error ? error.name : error));
      expect(read).toEqual(model.read(one.stream));
    } else if (model.length(one.stream) > 0 && model.read(one.stream) !== 'StreamDeleted') {
      model[one.does](one.stream);
      await (one.does === 'delete' ? subject().deleteStream(name, 'any') : subject().tombstoneStream(name, 'any'));
    }
  };

  it('answers as the model does, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const s = scene();
        const model = new Model();
        const [head] = await listed(s.store.readAll({ direction: 'backwards', limit: 1 }));
        for (const one of steps) await act(s, model, one);
        const log = await s.log({ filter: s.own, ...(head && { from: head.position }) });
        expect(log.map(s.nameOf)).toEqual(model.log);
      }),
      { numRuns: 80 },
    );
  });
}
