import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedStore, Expected, StoredEvent, StreamRead } from '../src/index';
import { openEmbeddedStore, RevisionConflict } from '../src/index';
import { listed, numbers, Scene } from '../src/contract-suite/scene';
import { temporaryFolder } from './child';

/**
 * The questions a real EventStoreDB was asked, asked again of the embedded store, and the answers compared line by line with
 * the recording: those the port can ask. Not asked: content that is no object, names the port refuses, single-stream
 * subscriptions, the client's own calls.
 */
const recording = join(__dirname, '../../../../shared/eventstoredb/recorded/eventstore.json');
const recorded: Readonly<Record<string, readonly object[]>> = existsSync(recording)
  ? JSON.parse(readFileSync(recording, 'utf8'))
  : {};
if (!existsSync(recording)) console.log('The recorded answers of EventStoreDB are not here: they are not compared');

type Name = string | number;
type Line = Readonly<Record<string, unknown>>;

const faults: Readonly<Record<string, string>> = {
  RevisionConflict: 'wrong-expected-version',
  StreamNotFound: 'stream-not-found',
  StreamDeleted: 'stream-deleted',
};

/** Writes answers down as the recording does: positions by rank, ids and streams by short name. */
class Notebook {
  private readonly lines: Line[] = [];
  private readonly positions = new Set<string>();
  private readonly scene: Scene;

  constructor(private readonly store: EmbeddedStore) {
    this.scene = new Scene(store);
  }

  async append(short: string, expected: Expected, names: readonly Name[], label = names.join(',')): Promise<void> {
    await this.step(`append ${short} expecting ${expected} ${label}`.trim(), async () => {
      const { revision, position } = await this.scene.append(short, expected, ...names);
      return { ok: true, next: revision, at: this.at(position) };
    });
  }

  async read(short: string, label = 'all', read: StreamRead = {}, limit?: number): Promise<void> {
    const step = label.startsWith('stop') ? label : `read ${short} ${label}`;
    await this.events(step, () => listed(this.store.readStream(this.scene.stream(short), read), limit));
  }

  async remove(
    step: string,
    how: 'deleteStream' | 'tombstoneStream',
    short: string,
    expected: Expected,
  ): Promise<void> {
    await this.step(step, async () => {
      await this.store[how](this.scene.stream(short), expected);
      return { ok: true };
    });
  }

  async log(step: string, direction: 'forwards' | 'backwards', fromRevision?: number): Promise<void> {
    const from = fromRevision === undefined ? undefined : (await this.scene.read('a'))[fromRevision]?.position;
    await this.events(step, () => this.scene.log({ direction, ...(from === undefined ? {} : { from }) }));
  }

  /** JSON lines with positions as ranks. */
  finish(): readonly string[] {
    const ranks = new Map([...this.positions].sort().map((position, rank) => [position, `p${rank}`]));
    return this.lines.map((line) =>
      JSON.stringify(line).replace(/"@(\d+)"/g, (_, at: string) => `"${ranks.get(at) ?? at}"`),
    );
  }

  private async events(step: string, read: () => Promise<readonly StoredEvent[]>): Promise<void> {
    await this.step(step, async () => ({ events: (await read()).map((event) => this.recordedForm(event)) }));
  }

  private recordedForm(event: StoredEvent): Line {
    const { stream, revision, type, position } = event;
    const short = stream.slice(this.scene.prefix.length);
    return { stream: short, revision, id: this.scene.nameOf(event), type, at: this.at(position) };
  }

  private async step(step: string, work: () => Promise<Line>): Promise<void> {
    this.lines.push({ step, ...(await work().catch((error: unknown) => this.fault(error))) });
  }

  private fault(error: unknown): Line {
    if (!(error instanceof Error)) throw error;
    const conflict = error instanceof RevisionConflict && {
      expected: error.expected,
      actual: error.actual ?? 'no_stream',
    };
    return { error: faults[error.name] ?? error.name, ...conflict };
  }

  private at(position: string): string {
    this.positions.add(position);
    return `@${position}`;
  }
}

const scripts: Readonly<Record<string, (n: Notebook) => Promise<void>>> = {
  'append: any on an absent stream': async (n) => {
    await n.append('a', 'any', [1]);
    await n.read('a');
  },
  'append: no_stream on an absent stream': async (n) => {
    await n.append('a', 'no_stream', [1, 2]);
    await n.append('a', 1, [3]);
    await n.read('a');
  },
  'append: an exact revision on an absent stream': async (n) => {
    await n.append('a', 0, [1]);
    await n.append('a', 5, [2]);
  },
  'append: stream_exists on an absent stream': (n) => n.append('a', 'stream_exists', [1]),
  'append: any and stream_exists on an existing stream': async (n) => {
    await n.append('a', 'no_stream', [1]);
    await n.append('a', 'any', [2]);
    await n.append('a', 'stream_exists', [3, 4]);
    await n.read('a');
  },
  'append: no_stream on an existing stream': async (n) => {
    await n.append('a', 'no_stream', [1]);
    await n.append('a', 'no_stream', [2]);
  },
  'append: exact revision behind, right, ahead': async (n) => {
    await n.append('a', 'no_stream', [1, 2, 3]);
    await n.append('a', 1, [4]);
    await n.append('a', 2, [5]);
    await n.append('a', 9, [6]);
    await n.read('a');
  },
  'retry: no_stream, same ids': async (n) => {
    await n.append('a', 'no_stream', [1, 2]);
    await n.append('a', 'no_stream', [1, 2], 'again');
    await n.read('a');
  },
  'retry: no_stream, same ids, after others wrote': async (n) => {
    await n.append('a', 'no_stream', [1, 2]);
    await n.append('a', 1, [3, 4]);
    await n.append('a', 'no_stream', [1, 2], 'again');
    await n.read('a');
  },
  'retry: exact revision, same ids': async (n) => {
    await n.append('a', 'no_stream', [1]);
    await n.append('a', 0, [2, 3]);
    await n.append('a', 0, [2, 3], 'again');
    await n.append('a', 2, [4]);
    await n.append('a', 0, [2, 3], 'again, later');
    await n.read('a');
  },
  'retry: any, same ids': async (n) => {
    await n.append('a', 'any', [1, 2]);
    await n.append('a', 'any', [1, 2], 'again');
    await n.read('a');
  },
  'retry: exact revision, only the first of the batch': async (n) => {
    await n.append('a', 'no_stream', [1, 2]);
    await n.append('a', 'no_stream', [1], 'first only');
    await n.read('a');
  },
  'retry: exact revision, first known, rest new': async (n) => {
    await n.append('a', 'no_stream', [1, 2]);
    await n.append('a', 'no_stream', [1, 2, 3], 'two known, one new');
    await n.append('a', 'no_stream', [1, 9], 'one known, one new');
    await n.read('a');
  },
  'retry: any, first known, rest new': async (n) => {
    await n.append('a', 'any', [1, 2]);
    await n.append('a', 'any', [1, 2, 3], 'two known, one new');
    await n.read('a');
  },
  'retry: exact revision behind, other ids': async (n) => {
    await n.append('a', 'no_stream', [1, 2]);
    await n.append('a', 0, [3]);
    await n.append('a', 0, [2], 'the event that is there');
  },
  'ids: the same id in another stream': async (n) => {
    await n.append('a', 'no_stream', [1]);
    await n.append('b', 'no_stream', [1]);
    await n.read('b');
  },
  'ids: a known id at the right revision': async (n) => {
    await n.append('a', 'no_stream', [1]);
    await n.append('a', 0, [1]);
    await n.read('a');
  },
  'ids: twice in one batch': async (n) => {
    await n.append('a', 'no_stream', [1, 1]);
    await n.read('a');
  },
  'append: 500 events': async (n) => {
    await n.append('a', 'no_stream', numbers(500), '500 events');
    await n.read('a', 'last two', { direction: 'backwards', limit: 2 });
  },
  'delete: soft, then on': async (n) => {
    await n.append('a', 'no_stream', [1, 2]);
    await n.remove('delete a at 1', 'deleteStream', 'a', 1);
    await n.read('a');
    await n.append('a', 'stream_exists', [3]);
    await n.append('a', 'no_stream', [4]);
    await n.append('a', 'any', [5]);
    await n.append('a', 3, [6]);
    await n.read('a');
  },
  'delete: tombstone': async (n) => {
    await n.append('a', 'no_stream', [1]);
    await n.remove('tombstone a', 'tombstoneStream', 'a', 0);
    await n.read('a');
    await n.append('a', 'any', [2]);
    await n.append('a', 'no_stream', [3]);
    await n.append('a', 0, [4]);
  },
  'readAll: from a position is inclusive': async (n) => {
    await n.append('a', 'no_stream', [1, 2]);
    await n.append('b', 'no_stream', [3]);
    await n.append('a', 1, [4]);
    await n.log('forwards from the second event', 'forwards', 1);
    await n.log('backwards from the end', 'backwards');
  },
  'read: directions, limits, bounds': async (n) => {
    await n.append('a', 'no_stream', numbers(6), '0..5');
    await n.read('a', 'forwards all');
    await n.read('a', 'forwards from 2', { from: 2 });
    await n.read('a', 'forwards from 2, at most 2', { from: 2, limit: 2 });
    await n.read('a', 'forwards from the last', { from: 5 });
    await n.read('a', 'forwards beyond the end', { from: 6 });
    await n.read('a', 'forwards far beyond', { from: 999 });
    await n.read('a', 'backwards all', { direction: 'backwards' });
    await n.read('a', 'backwards from 2', { direction: 'backwards', from: 2 });
    await n.read('a', 'backwards last one', { direction: 'backwards', limit: 1 });
    await n.read('a', 'backwards from start', { direction: 'backwards', from: 0 });
    await n.read('a', 'backwards from beyond', { direction: 'backwards', from: 999 });
    await n.read('absent');
    await n.read('absent', 'backwards', { direction: 'backwards' });
    await n.read('a', 'stop reading after two', {}, 2);
  },
};

/** The port has no way to ask to read forwards from the end. */
const unaskable = new Set(['read a forwards from end']);

describe('the embedded store answers as EventStoreDB did', () => {
  const [folder, remove] = temporaryFolder();
  let store: EmbeddedStore;
  beforeAll(() => void (store = openEmbeddedStore({ folder })));
  afterAll(async () => {
    await store.close();
    remove();
  });

  (existsSync(recording) ? it.each(Object.keys(scripts)) : it.skip.each(['(no recording)']))('%s', async (title) => {
    const notebook = new Notebook(store);
    await scripts[title]?.(notebook);
    const wanted = (recorded[title] ?? []).filter((line) => !('step' in line && unaskable.has(String(line.step))));
    expect(wanted.length).toBeGreaterThan(0);
    expect(notebook.finish()).toEqual(wanted.map((line) => JSON.stringify(line)));
  });
});
