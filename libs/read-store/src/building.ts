import { applyEntry } from './applying';
import { Breath } from './breath';
import type { Calendar } from './calendar';
import type { Upcast } from './content';
import { Working } from './current';
import type { Definition } from './definition';
import { sameColumns } from './definition';
import { CannotApply, InvalidView } from './errors';
import { FactBook } from './facts';
import { Folding } from './folding';
import type { RebuildOptions, ViewStatus } from './port';
import type { Build, LogEntry, Transaction } from './storage';

const STEP = 2_000;
const COMPARED_AT_ONCE = 5_000;

/** Runs a write transaction when its turn comes. */
export type Write = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** Builds versions of views beside the active ones, from the log copy, in steps of one transaction each. */
export class Building {
  constructor(
    private readonly write: Write,
    private readonly calendar: Calendar,
    private readonly upcast: Upcast,
  ) {}

  /** A new build, or the one that was interrupted, brought to the head and switched to. */
  async rebuild(definition: Definition, options: RebuildOptions = {}): Promise<ViewStatus> {
    const begun = await this.write((transaction) => beginBuild(transaction, definition));
    return this.bringToHead(definition, begun, options, (transaction, working) =>
      this.finish(transaction, definition, working, options),
    );
  }

  /** Brings an active build that fell behind (its code was not at hand, or could not apply an event) to the head. */
  async catchUp(definition: Definition, stopped: Build, options: RebuildOptions = {}): Promise<ViewStatus> {
    const again = { ...stopped, fault: null };
    return this.bringToHead(definition, again, options, async (transaction, { build: caughtUp }) => {
      await transaction.saveBuild(caughtUp);
      return caughtUp;
    });
  }

  private async bringToHead(
    definition: Definition,
    begun: Build,
    { signal, onProgress }: RebuildOptions,
    finish: (transaction: Transaction, working: Working) => Promise<Build>,
  ): Promise<ViewStatus> {
    const folding = new Folding(definition.view, definition.codec, new FactBook(this.upcast));
    for (let build = begun; ;) {
      if (signal?.aborted || build.fault !== null) return statusOf(build);
      const { stepped, head } = await this.write(async (transaction) => {
        const { index } = await transaction.head();
        const working = await this.step(transaction, definition, build, folding);
        if (working.build.fault === null && working.build.appliedTo === index)
          return { stepped: await finish(transaction, working), head: index };
        await transaction.saveBuild(working.build);
        return { stepped: working.build, head: index };
      });
      build = stepped;
      onProgress?.(build.appliedTo, head);
      if (build.appliedTo === head) return statusOf(build);
    }
  }

  private async step(
    transaction: Transaction,
    definition: Definition,
    build: Build,
    folding: Folding,
  ): Promise<Working> {
    const stored = (await transaction.builds()).find(({ id }) => id === build.id);
    if (stored?.appliedTo !== build.appliedTo) throw new InvalidView(`Someone else is building ${build.view}`);
    const book = new FactBook(this.upcast);
    // A fault stays on record until something could be applied after it.
    const again = { ...stored, fault: build.fault };
    const working = new Working(again, folding, transaction.view(build, definition.tables));
    const entries = await transaction.log.range(build.appliedTo + 1, STEP);
    await book.note(transaction.log, entries);
    const breath = new Breath();
    for (const entry of entries) {
      if (working.build.fault === null) await applyTo(transaction, working, entry, book);
      await breath.take();
    }
    return working;
  }

  /** At the head: compares with the active build, and switches if that is wanted. */
  private async finish(
    transaction: Transaction,
    definition: Definition,
    { build, tables }: Working,
    options: RebuildOptions,
  ): Promise<Build> {
    const active = await transaction.active(build.view);
    const ready: Build = { ...build, stage: 'ready' };
    if (!(await isWanted(transaction, definition, ready, active, options.switch))) {
      await transaction.saveBuild(ready);
      return ready;
    }
    const today = this.calendar.endOfToday();
    await tables.rebuildCurrent(today);
    return switchTo(transaction, { ...ready, currentIndex: ready.appliedTo, currentAt: today }, active);
  }
}

export const statusOf = ({ view, version, stage, appliedTo, fault }: Build): ViewStatus => ({
  view,
  version,
  stage,
  appliedTo,
  ...(fault === null ? {} : { fault }),
});

async function applyTo({ log }: Transaction, working: Working, entry: LogEntry, book: FactBook): Promise<void> {
  try {
    await applyEntry(entry, working.folding, working.tables, log, book);
    working.build = { ...working.build, appliedTo: entry.event.index };
  } catch (error) {
    if (!(error instanceof CannotApply)) throw error;
    await working.folding.undo(working.tables);
    working.build = { ...working.build, fault: `log index ${entry.event.index}: ${error.message}` };
  }
}

/** Resumes a build of this version that is neither active nor faulted; else begins a new one. */
async function beginBuild(transaction: Transaction, definition: Definition): Promise<Build> {
  const { name, version } = definition.view;
  const builds = (await transaction.builds()).filter((build) => build.view === name && build.version === version);
  const active = builds.find(({ stage }) => stage === 'active');
  const idle = builds.filter(({ stage }) => stage !== 'active' && !(active && stage === 'retired'));
  const resumable = idle.find(({ fault, shape }) => fault === null && sameColumns(shape, definition.shape));
  for (const build of idle) if (build !== resumable) await transaction.dropBuild(build);
  return resumable ?? createBuild(transaction, definition, 'building');
}

export const createBuild = (
  transaction: Transaction,
  { view, shape, tables }: Definition,
  stage: 'building' | 'active',
  today: number | null = null,
) =>
  transaction.createBuild(
    {
      view: view.name,
      version: view.version,
      shape,
      stage,
      appliedTo: -1,
      fault: null,
      currentIndex: today === null ? null : -1,
      currentAt: today,
    },
    tables,
  );

async function isWanted(
  transaction: Transaction,
  definition: Definition,
  ready: Build,
  active: Build | null,
  wanted: RebuildOptions['switch'],
): Promise<boolean> {
  if (wanted === 'always' || wanted === 'never') return wanted === 'always';
  if (!active || active.fault !== null) return true;
  if (wanted === undefined && active.version !== ready.version) return true;
  return sameColumns(active.shape, ready.shape) && sameTables(transaction, definition, active, ready);
}

/** True if versions and removals are equal to the last cell; they depend on the log alone. */
async function sameTables(transaction: Transaction, { tables }: Definition, a: Build, b: Build): Promise<boolean> {
  const [left, right] = [transaction.view(a, tables), transaction.view(b, tables)];
  for (let after = -1; ;) {
    const [x, y] = [await left.dump(after, COMPARED_AT_ONCE), await right.dump(after, COMPARED_AT_ONCE)];
    if (x === null || y === null) return x === y;
    if (x.last !== y.last || x.lines.some((line, n) => line !== y.lines[n])) return false;
    after = x.last;
  }
}

/** The build serves from now on; the one before is kept for going back, older ones go. */
async function switchTo(transaction: Transaction, ready: Build, active: Build | null): Promise<Build> {
  for (const old of await transaction.builds())
    if (old.view === ready.view && old.id !== ready.id && old.stage === 'retired') await transaction.dropBuild(old);
  if (active) await transaction.saveBuild({ ...active, stage: 'retired' });
  const switched: Build = { ...ready, stage: 'active' };
  await transaction.saveBuild(switched);
  return switched;
}
