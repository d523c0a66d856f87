import { createHash } from 'node:crypto';
import { canonicalJson, millis } from '@tabularium/kernel';
import { byPlace, factsKnown, foldLog } from '../src/fold-log';
import type { Basis, DiffEntry, DiffKind, KeyedRow, LoggedEvent, Row, RowVersion } from '../src/port';
import { RowCodec } from '../src/rows';
import type { StepWithKeys, View } from '../src/view';

type Asked = Pick<Basis, 'logIndex' | 'asOf'>;

/** Answers by brute force from the definition: everything is folded anew for every question. */
export class Oracle {
  private readonly codec: RowCodec;

  constructor(
    readonly view: View,
    readonly events: readonly LoggedEvent[],
  ) {
    this.codec = new RowCodec(view.columns);
  }

  rows(basis: Asked): readonly KeyedRow[] {
    return foldLog(this.view, this.events, basis).rows;
  }

  one(key: string, basis: Asked): KeyedRow | null {
    return this.rows(basis).find((row) => row.key === key) ?? null;
  }

  hash(basis: Asked): string {
    const lines = this.rows(basis).map(({ key, row }) => `${canonicalJson([key, row])}\n`);
    return createHash('sha256').update(lines.join('')).digest('hex');
  }

  /** For every place a fact of the key ever had: the stretches of knowledge in which a row stood there unchanged. */
  history(key: string, logIndex: number): readonly RowVersion[] {
    const versions: { version: RowVersion; eff: number }[] = [];
    let before = new Map<string, Place>();
    for (let known = 0; known <= logIndex; known++) {
      const places = this.places(key, known);
      for (const [id, place] of places) {
        if (isDeepEqual(before.get(id)?.row, place.row)) continue;
        end(versions, id, known);
        versions.push({ eff: place.eff, version: { ...versionOf(place), knownFrom: known, knownTo: null } });
      }
      for (const id of before.keys()) if (!places.has(id)) end(versions, id, known);
      before = places;
    }
    return versions
      .sort((a, b) => a.eff - b.eff || a.version.cause - b.version.cause || a.version.knownFrom - b.version.knownFrom)
      .map(({ version }) => version);
  }

  diff(from: Asked, to: Asked): readonly DiffEntry[] {
    const [before, restated, after] = [from, { ...to, asOf: from.asOf }, to].map((basis) => byKey(this.rows(basis)));
    const keys = new Set([before, restated, after].flatMap((rows) => [...(rows?.keys() ?? [])]));
    return [...keys]
      .map((key) => ({
        key,
        before: before?.get(key) ?? null,
        restated: restated?.get(key) ?? null,
        after: after?.get(key) ?? null,
      }))
      .filter((rows) => !isDeepEqual(rows.before, rows.restated) || !isDeepEqual(rows.restated, rows.after))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
      .map((rows) => ({
        ...rows,
        kinds: kindsOf(rows),
        columns: Object.keys(this.view.columns).filter(
          (name) =>
            !isDeepEqual(rows.before?.[name] ?? null, rows.restated?.[name] ?? null) ||
            !isDeepEqual(rows.restated?.[name] ?? null, rows.after?.[name] ?? null),
        ),
        causes: [...new Set([...this.restating(rows.key, from, to), ...this.moving(rows.key, from, to)])].sort(
          (a, b) => a - b,
        ),
      }));
  }

  /** Log indexes at which the row at the earlier date became another one. */
  private restating(key: string, from: Asked, to: Asked): readonly number[] {
    const [first, last] = [from.logIndex, to.logIndex].sort((a, b) => a - b) as [number, number];
    const row = (logIndex: number) => this.one(key, { logIndex, asOf: from.asOf })?.row;
    if (isDeepEqual(row(first), row(last))) return [];
    const indexes = Array.from({ length: last - first }, (_, n) => first + 1 + n);
    return indexes.filter((index) => !isDeepEqual(row(index - 1), row(index)));
  }

  /** Facts between the dates at which the row, as known at the later basis, became another one. */
  private moving(key: string, from: Asked, to: Asked): readonly number[] {
    const row = (asOf: string) => this.one(key, { logIndex: to.logIndex, asOf })?.row;
    if (isDeepEqual(row(from.asOf), row(to.asOf))) return [];
    const [first, last] = [millis(from.asOf), millis(to.asOf)].sort((a, b) => a - b) as [number, number];
    const places = [...this.places(key, to.logIndex).values()];
    return places
      .filter(({ eff }) => eff > first && eff <= last)
      .filter((place) => !isDeepEqual(place.row ?? undefined, places[places.indexOf(place) - 1]?.row ?? undefined))
      .map(({ cause }) => cause);
  }

  /** The row after each fact of a key as known at an index, in order. */
  private places(key: string, logIndex: number): Map<string, Place> {
    const places = new Map<string, Place>();
    let row: Row | null = null;
    for (const { event, eff, index } of factsKnown(this.events, logIndex, (event) => event).sort(byPlace)) {
      const steps: StepWithKeys<Row, unknown> | undefined = this.view.steps[event.type];
      if (!steps?.keys(event).includes(key)) continue;
      const next = steps.step(row, event, key);
      row = next && this.codec.encode(next).row;
      places.set(`${eff}/${index}`, { eff, cause: index, row });
    }
    return places;
  }
}

interface Place {
  readonly eff: number;
  readonly cause: number;
  readonly row: Row | null;
}

type Rows = Pick<DiffEntry, 'before' | 'restated' | 'after'>;

const isDeepEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const byKey = (rows: readonly KeyedRow[]): ReadonlyMap<string, Row> => new Map(rows.map(({ key, row }) => [key, row]));

const versionOf = ({ eff, cause, row }: Place) => ({ row, effectiveAt: new Date(eff).toISOString(), cause });

function end(versions: { version: RowVersion; eff: number }[], id: string, known: number): void {
  const open = versions.find(
    ({ version, eff }) => version.knownTo === null && `${eff}/${version.cause}` === id && version.knownFrom < known,
  );
  if (open) open.version = { ...open.version, knownTo: known };
}

function kindsOf({ before, restated, after }: Rows): readonly DiffKind[] {
  const kinds: DiffKind[] = [];
  const moved = !isDeepEqual(restated, after);
  if (!before && after) kinds.push('added');
  if (before && !after) kinds.push('removed');
  if (moved && (before === null) === (after === null)) kinds.push('changed');
  if (!isDeepEqual(before, restated)) kinds.push('restated');
  return kinds;
}
