import type { Caller } from '@tabularium/identity';
import type { ReadStore, View } from '@tabularium/read-store';
import type { Edge } from '../edge/edge';
import { badParameter, notFound } from '../problem';
import { causesAt, causesFrom } from './cause';
import { historyOf, whyOf } from './history';
import { asOf, basisOf, conditions, isFilter, knownAt, knownParameters, paging, sorting, type Query } from './query';
import { replayed } from './replay';
import { seenBy, withheldFrom } from './withholding-store';

type Parameters = ReadonlyMap<string, string>;

const BASIS = ['asOf', 'knownAt'];
const PAGE = ['limit', 'offset'];
const DIFF_BASIS = ['from', 'to', 'fromKnownAt', 'toKnownAt'];

/** What can be asked of one view. Every answer says what it is based on. */
export class ViewQuestions {
  constructor(
    private readonly edge: Edge,
    readonly view: View,
  ) {}

  page(caller: Caller, query: Query) {
    return this.pageOf(this.seenBy(caller), this.pageParameters(query));
  }

  pageParameters = (query: Query): Parameters => this.parameters(query, [...BASIS, ...PAGE, 'sort'], true);

  /** The views as the caller sees them. */
  seenBy(caller: Caller): ReadStore {
    return seenBy(this.edge, caller);
  }

  async one(caller: Caller, query: Query, key: string) {
    const seen = this.seenBy(caller);
    const { basis, found } = await seen.one(this.view.name, key, basisOf(this.parameters(query, BASIS)));
    if (!found) throw notFound();
    const causes = causesFrom(await causesAt(this.edge.views, [found.cause]), [found.cause]);
    return { basis, ...found, causes };
  }

  history(caller: Caller, query: Query, key: string) {
    const { knownAt: known } = knownAt(this.parameters(query, ['knownAt']), 'knownAt');
    return historyOf(this.seenBy(caller), this.edge.views, this.view.name, key, known);
  }

  why(caller: Caller, query: Query, key: string) {
    const parameters = this.parameters(query, ['knownAt', 'column']);
    const column = parameters.get('column');
    if (column === undefined || !Object.hasOwn(this.view.columns, column))
      throw badParameter('column', `must be a column of ${this.view.name}`);
    const asked = { view: this.view.name, key, column, ...knownAt(parameters, 'knownAt') };
    const tracers = this.edge.contexts.flatMap((context) => context.tracers ?? []);
    return whyOf(this.seenBy(caller), withheldFrom(this.edge, caller), asked, tracers);
  }

  async diff(caller: Caller, query: Query) {
    const parameters = this.parameters(query, [...DIFF_BASIS, ...PAGE], true);
    const from = { ...asOf(parameters, 'from'), ...knownAt(parameters, 'fromKnownAt') };
    const to = { ...asOf(parameters, 'to'), ...knownAt(parameters, 'toKnownAt') };
    if (Object.keys(from).length === 0) throw badParameter('from', 'must be given, or fromKnownAt');
    const page = { ...paging(parameters), where: conditions(this.view, parameters, DIFF_BASIS) };
    const diff = await this.seenBy(caller).diff(this.view.name, from, to, page);
    const events = await causesAt(
      this.edge.views,
      diff.entries.flatMap(({ causes }) => causes),
    );
    const entries = diff.entries.map((entry) => ({ ...entry, causes: causesFrom(events, entry.causes) }));
    return { ...diff, ...paging(parameters), entries };
  }

  totals(caller: Caller, query: Query, total: string) {
    const parameters = this.parameters(query, BASIS, true);
    const where = conditions(this.view, parameters);
    return this.seenBy(caller).totals(this.view.name, total, basisOf(parameters), where);
  }

  hash(caller: Caller, query: Query) {
    return this.seenBy(caller).contentHash(this.view.name, basisOf(this.parameters(query, BASIS)));
  }

  replay(caller: Caller, query: Query) {
    return replayed(this.edge, this.seenBy(caller), this.view, basisOf(this.parameters(query, BASIS)));
  }

  private async pageOf(seen: ReadStore, parameters: Parameters) {
    const page = { ...paging(parameters), ...sorting(parameters), where: conditions(this.view, parameters) };
    const answer = await seen.page(this.view.name, basisOf(parameters), page);
    return { ...answer, limit: page.limit, offset: page.offset };
  }

  private parameters(query: Query, names: readonly string[], filters = false): Parameters {
    return knownParameters(query, (name) => names.includes(name) || (filters && isFilter(this.view, name)));
  }
}
