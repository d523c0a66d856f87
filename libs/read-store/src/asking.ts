import { instantOf } from '@tabularium/kernel';
import type { Resolved } from './basis';
import { resolveBasis, sourceOf } from './basis';
import type { Calendar } from './calendar';
import { checkConditions, checkPaging, checkSort, matches } from './conditions';
import type { Definition } from './definition';
import { storedDefinition } from './definition';
import { compareBases } from './diff';
import { UnknownView, ViewBehind } from './errors';
import { ContentHash } from './hash';
import { versionsFrom } from './history';
import type { Basis, BasisAsked, Condition, Diff, KeyedRow, Page, PageAsked, ReadStore } from './port';
import type { RowCodec } from './rows';
import type { Build, FoundRow, Snapshot, Storage, ViewReader } from './storage';
import { joinTotals, planTotal } from './totals';

/** A view at a basis, within one snapshot. */
interface Located extends Resolved {
  readonly build: Build;
  readonly definition: Definition;
  readonly tables: ViewReader;
}

/** Answers questions about the views. */
export class Asking {
  private readonly stored = new Map<number, Definition>();

  constructor(
    private readonly storage: Storage,
    private readonly definitions: ReadonlyMap<string, Definition>,
    private readonly calendar: Calendar,
  ) {}

  resolve(asked: BasisAsked): Promise<Basis> {
    return this.storage.read(async (snapshot) => (await resolveBasis(snapshot, this.calendar, asked)).basis);
  }

  one(view: string, key: string, asked: BasisAsked): ReturnType<ReadStore['one']> {
    return this.at(view, asked, async ({ basis, at, definition, tables }) => {
      const found = await tables.one(key, at);
      const isShown = found && matches(definition.shown, key, found.cells);
      return { basis, found: isShown ? keyedRow(definition.codec, found) : null };
    });
  }

  page(view: string, asked: BasisAsked, page: PageAsked): Promise<Page> {
    return this.at(view, asked, async (located) => {
      const { basis, build, definition, tables } = located;
      const plan = {
        ...checkPaging(page),
        where: [...definition.shown, ...checkConditions(definition.view, page.where)],
        sort: checkSort(definition.view, page.sort),
      };
      const { rows, total } = await tables.page(sourceOf(located, build), plan);
      return { basis, rows: rows.map((row) => keyedRow(definition.codec, row)), total };
    });
  }

  history(view: string, key: string, knownAt?: BasisAsked['knownAt']): ReturnType<ReadStore['history']> {
    return this.at(view, knownAt === undefined ? {} : { knownAt }, async ({ basis, at, definition, tables }) => {
      const kid = await tables.keyId(key);
      if (kid === undefined) return { basis, versions: [] };
      const versions = versionsFrom(await tables.versionsOf(kid, at.vid), await tables.removalsOf(kid, at.vid));
      return {
        basis,
        versions: versions.map(({ cells, eff, ...version }) => ({
          ...version,
          effectiveAt: instantOf(eff),
          row: cells && matches(definition.shown, key, cells) ? definition.codec.decode(cells) : null,
        })),
      };
    });
  }

  diff(view: string, from: BasisAsked, to: BasisAsked, page: Omit<PageAsked, 'sort'>): Promise<Diff> {
    return this.at(view, to, async ({ basis, at, build, definition, tables }, snapshot) => {
      const earlier = await resolveBasis(snapshot, this.calendar, from, build);
      const where = checkConditions(definition.view, page.where);
      const asked = { ...checkPaging(page), where, shown: definition.shown };
      const differences = await compareBases(tables, definition.codec, earlier.at, at, asked);
      return { from: earlier.basis, to: basis, ...differences };
    });
  }

  totals(
    view: string,
    total: string,
    asked: BasisAsked,
    where: readonly Condition[] = [],
  ): ReturnType<ReadStore['totals']> {
    return this.at(view, asked, async (located) => {
      const { basis, build, definition, tables } = located;
      const plans = planTotal(definition.view, total);
      const conditions = [...definition.shown, ...checkConditions(definition.view, where)];
      const answers = [];
      for (const plan of plans) answers.push(await tables.aggregate(sourceOf(located, build), plan, conditions));
      return { basis, rows: joinTotals(plans, answers) };
    });
  }

  contentHash(view: string, asked: BasisAsked): ReturnType<ReadStore['contentHash']> {
    return this.at(view, asked, async ({ basis, at, definition, tables }) => {
      const hash = new ContentHash(definition.codec);
      await tables.each(at, ({ key, cells }) => {
        if (matches(definition.shown, key, cells)) hash.add(key, cells);
      });
      return { basis, ...hash.end() };
    });
  }

  /** The last log index a view has applied; throws UnknownView. */
  appliedTo(view: string): Promise<number> {
    return this.storage.read(async (snapshot) => (await this.activeBuild(snapshot, view)).appliedTo);
  }

  private at<T>(
    view: string,
    asked: BasisAsked,
    answer: (located: Located, snapshot: Snapshot) => Promise<T>,
  ): Promise<T> {
    return this.storage.read(async (snapshot) => {
      const build = await this.activeBuild(snapshot, view);
      const definition = this.definitionOf(build);
      const resolved = await resolveBasis(snapshot, this.calendar, asked, build);
      const tables = snapshot.view(build, definition.tables);
      return answer({ ...resolved, build, definition, tables }, snapshot);
    });
  }

  private async activeBuild(snapshot: Snapshot, view: string): Promise<Build> {
    const active = await snapshot.active(view);
    if (active) return active;
    const building = (await snapshot.builds()).find((build) => build.view === view);
    throw building ? new ViewBehind(view, building.appliedTo) : new UnknownView(view);
  }

  /** While a newer version is being built, the old one is served from what is stored of its definition. */
  private definitionOf(build: Build): Definition {
    const registered = this.definitions.get(build.view);
    if (registered?.view.version === build.version) return registered;
    const stored = this.stored.get(build.id) ?? storedDefinition(build);
    this.stored.set(build.id, stored);
    return stored;
  }
}

const keyedRow = (codec: RowCodec, { key, cause, cells }: FoundRow): KeyedRow => ({
  key,
  cause,
  row: codec.decode(cells),
});
