import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandOutcome } from '@tabularium/kernel';
import { openSqliteReadStore, view, type LoggedEvent, type ReadStore } from '@tabularium/read-store';
import { DEADLINES, DeadlineRunner } from './deadline-runner';
import type { CausedCommand } from './process-runner';

interface Events {
  readonly Promised: { readonly due: string };
  readonly Kept: object;
}

const promises = view<Events>()({
  name: 'promises',
  version: 1,
  title: 'Promises',
  columns: {
    due: { type: 'date', title: 'Due' },
    category: { type: 'text', title: 'Category' },
    entity: { type: 'text', title: 'Id' },
    command: { type: 'text', title: 'Command' },
    data: { type: 'text', title: 'Data' },
  },
  steps: {
    Promised: (_, { data, entityId }) => ({
      due: data.due,
      category: 'promise',
      entity: entityId,
      command: 'Remind',
      data: '{"how":"kindly"}',
    }),
    Kept: () => null,
  },
});

let folder: string;
let views: ReadStore;
let today: string;
let epoch: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabularium-deadlines-'));
  today = '2026-03-01';
  views = await openSqliteReadStore({
    file: join(folder, 'views.db'),
    views: [promises],
    timeZone: 'UTC',
    today: () => today,
  });
  epoch = await views.takeOver('views', 'test');
});
afterEach(async () => {
  await views.close();
  rmSync(folder, { recursive: true });
});

const event = (index: number, id: string, type: string, data: object): LoggedEvent => ({
  index,
  position: String(index).padStart(4, '0'),
  id: `00000000-0000-4000-8000-00000000000${index}`,
  stream: `promise-${id}`,
  revision: 0,
  type,
  data: { ...data },
  metadata: {
    schemaVersion: 1,
    recordedAt: '2026-03-01T08:00:00.000Z',
    effectiveAt: '2026-03-01T08:00:00.000Z',
    actor: { id: 'ana' },
    authority: { basis: 'ROLE' },
    commandId: `c${index}`,
    commandHash: '',
    correlationId: `c${index}`,
    causationId: `c${index}`,
  },
});

/** What is sent while a runner runs for as long as the work takes. */
async function sentDuring(work: () => Promise<unknown>): Promise<readonly CausedCommand[]> {
  const sent: CausedCommand[] = [];
  const send = (command: CausedCommand): Promise<CommandOutcome> => {
    sent.push(command);
    return Promise.resolve({ kind: 'accepted', eventIds: [] });
  };
  const faults: unknown[] = [];
  const failed = (_: string, error: unknown) => void faults.push(error);
  const stop = new AbortController();
  const mine = await views.takeOver(DEADLINES, 'test');
  const running = new DeadlineRunner(['promises'], { views, send, failed, today: () => today }).run(mine, stop.signal);
  await work();
  stop.abort();
  await running;
  expect(faults).toEqual([]);
  return sent;
}

const A_FEW_CHECKS_MS = 800;
const aWhile = () => sleep(A_FEW_CHECKS_MS);

it('fires on the day, once, by the event that set the deadline', async () => {
  const promised = event(0, 'P1', 'Promised', { due: '2026-03-02' });
  await views.ingest(epoch, [promised]);
  expect(await sentDuring(aWhile)).toEqual([]);
  today = '2026-03-02';
  await views.ingest(epoch, []);
  const [sent, ...more] = await sentDuring(aWhile);
  expect(more).toEqual([]);
  expect(sent).toMatchObject({ category: 'promise', id: 'P1', command: 'Remind', data: { how: 'kindly' } });
  expect(sent?.cause.id).toBe(promised.id);
});

it('sends a missed one under the same id after a restart, so that nothing is done twice', async () => {
  await views.ingest(epoch, [event(0, 'P1', 'Promised', { due: '2026-02-02' })]);
  const ids = (commands: readonly CausedCommand[]) => commands.map(({ commandId }) => commandId);
  const first = ids(await sentDuring(aWhile));
  await views.rebuild(promises);
  expect(first).toHaveLength(1);
  expect(ids(await sentDuring(aWhile))).toEqual(first);
});

it('does not fire what is gone', async () => {
  await views.ingest(epoch, [event(0, 'P1', 'Promised', { due: '2026-02-02' }), event(1, 'P1', 'Kept', {})]);
  expect(await sentDuring(aWhile)).toEqual([]);
});
