import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenAmendment, factsInForce } from './amendments';
import { instantOf, millis } from './dates';
import type { RecordedEvent } from './envelope';
import { FACT_CORRECTED, FACT_VOIDED } from './envelope';

const day = (n: number) => instantOf(Date.UTC(2026, 0, n));

function recorded(
  revision: number,
  type: string,
  data: RecordedEvent['data'],
  effectiveAt = day(revision + 1),
): RecordedEvent {
  const metadata = {
    schemaVersion: 1,
    recordedAt: day(100),
    effectiveAt,
    actor: { id: 'ana' },
    authority: { basis: 'ROLE' as const },
    commandId: `c${revision}`,
    commandHash: '',
    correlationId: '',
    causationId: '',
  };
  return { id: `e${revision}`, stream: 'thing-1', revision, type, data, metadata };
}
const factAt = (revision: number, on?: number) =>
  recorded(revision, 'Happened', { n: revision }, on ? day(on) : undefined);
const correction = (revision: number, target: number, n: number, on?: number) =>
  recorded(revision, FACT_CORRECTED, {
    correctsEventId: `e${target}`,
    factType: 'Happened',
    was: {},
    shouldBe: { n },
    ...(on ? { effectiveAt: day(on) } : {}),
    reason: 'typing error',
  });
const voiding = (revision: number, target: number) =>
  recorded(revision, FACT_VOIDED, { voidsEventId: `e${target}`, reason: 'never happened' });

const inForce = (...events: readonly RecordedEvent[]) =>
  factsInForce(events).map(({ id, data, metadata }) => [id, data['n'], new Date(metadata.effectiveAt).getUTCDate()]);

describe('the facts of a stream in force', () => {
  it('are the same events when nothing was amended and dates are in order', () => {
    const events = [factAt(0), factAt(1)];
    expect(factsInForce(events)).toBe(events);
  });
  it('fold in the order of their dates, ties by revision', () => {
    expect(inForce(factAt(0, 5), factAt(1, 3), factAt(2, 5), factAt(3, 3)).map(([id]) => id)).toEqual([
      'e1',
      'e3',
      'e0',
      'e2',
    ]);
  });
  it('order instants by time, however many digits they have', () => {
    const at = (revision: number, instant: string) => recorded(revision, 'Happened', { n: 0 }, instant);
    const events = [at(0, '2026-01-01T00:00:00.5Z'), at(1, '2026-01-01T00:00:00Z'), at(2, '2026-01-01T00:00:00.500Z')];
    expect(factsInForce(events).map(({ id }) => id)).toEqual(['e1', 'e0', 'e2']);
  });
  it('take data, date and place from a correction, and keep id and revision', () => {
    expect(inForce(factAt(0), factAt(1), correction(2, 0, 7, 9))).toEqual([
      ['e1', 1, 2],
      ['e0', 7, 9],
    ]);
  });
  it('take the latest correction, and the latest date given', () => {
    expect(inForce(factAt(0), correction(1, 0, 7, 9), correction(2, 1, 8))).toEqual([['e0', 8, 9]]);
  });
  it('fall back when a correction is voided', () => {
    expect(inForce(factAt(0), correction(1, 0, 7, 9), correction(2, 0, 8, 11), voiding(3, 2))).toEqual([['e0', 7, 9]]);
  });
  it('keep a correction of a voided correction', () => {
    expect(inForce(factAt(0), correction(1, 0, 7, 9), correction(2, 1, 8), voiding(3, 1))).toEqual([['e0', 8, 1]]);
  });
  it('leave a voided fact out, and bring it back when the void is voided', () => {
    expect(inForce(factAt(0), factAt(1), voiding(2, 0))).toEqual([['e1', 1, 2]]);
    expect(inForce(factAt(0), factAt(1), voiding(2, 0), voiding(3, 2))).toEqual([
      ['e0', 0, 1],
      ['e1', 1, 2],
    ]);
    expect(inForce(factAt(0), voiding(1, 0), voiding(2, 1), voiding(3, 2))).toEqual([]);
  });
  it('carry the schema version of the correction', () => {
    const newer = correction(1, 0, 7);
    const [fact] = factsInForce([factAt(0), { ...newer, metadata: { ...newer.metadata, schemaVersion: 3 } }]);
    expect(fact?.metadata.schemaVersion).toBe(3);
  });
  it.each([
    ['a target that is not there', [factAt(0), voiding(1, 5)]],
    ['a target that comes later', [voiding(0, 1), factAt(1)]],
    ['a corrected void', [factAt(0), voiding(1, 0), correction(2, 1, 7)]],
    ['an amendment without a target', [recorded(0, FACT_VOIDED, {})]],
    [
      'a correction to no instant',
      [factAt(0), { ...correction(1, 0, 7), data: { ...correction(1, 0, 7).data, effectiveAt: '2026-01-01' } }],
    ],
    ['a correction without data', [factAt(0), recorded(1, FACT_CORRECTED, { correctsEventId: 'e0' })]],
  ])('refuse %s', (_, events) => {
    expect(() => factsInForce(events)).toThrow(BrokenAmendment);
  });
});

interface CaseEvent {
  readonly index: number;
  /** Absent only in corrections and voids. */
  readonly effectiveAt?: number;
  readonly data?: { readonly t: string; readonly s: string; readonly n: number; readonly keys: readonly string[] };
  readonly corrects?: number;
  readonly voids?: number;
}
interface Case {
  readonly log: readonly CaseEvent[];
  readonly asked: readonly { readonly K: number; readonly E: number; readonly snap: object; readonly acc: object }[];
}

const vectors = join(__dirname, '../../../../shared/data/vectors/bitemporal/cases.json');
const cases: readonly Case[] = existsSync(vectors) ? JSON.parse(readFileSync(vectors, 'utf8')) : [];
if (cases.length === 0) console.log('The bitemporal vectors are not here: their tests are skipped');

describe('against the bitemporal vectors', () => {
  (cases.length > 0 ? it : it.skip)('every prefix folds to the state that brute force gives', () => {
    let asked = 0;
    for (const { log, asked: questions } of cases) {
      for (const { K, E, snap, acc } of questions) {
        const facts = factsInForce(log.filter(({ index }) => index <= K).map(asRecorded)).filter(
          ({ metadata }) => millis(metadata.effectiveAt) <= E,
        );
        expect({ snap: foldKeys(facts, snapStep), acc: foldKeys(facts, accStep) }).toEqual({ snap, acc });
        asked++;
      }
    }
    expect(asked).toBe(600);
  });
});

function asRecorded({ index, effectiveAt, data, corrects, voids }: CaseEvent): RecordedEvent {
  if (voids !== undefined) return recorded(index, FACT_VOIDED, { voidsEventId: `e${voids}` }, instantOf(0));
  if (corrects === undefined) return recorded(index, 'Happened', { ...data }, instantOf(effectiveAt ?? NaN));
  const dated = effectiveAt === undefined ? {} : { effectiveAt: instantOf(effectiveAt) };
  return recorded(index, FACT_CORRECTED, { correctsEventId: `e${corrects}`, shouldBe: data, ...dated }, instantOf(0));
}

type Step<R> = (row: R | null, data: NonNullable<CaseEvent['data']>) => R | null;

function foldKeys<R>(facts: readonly RecordedEvent[], step: Step<R>): Readonly<Record<string, R>> {
  const rows = new Map<string, R | null>();
  for (const { data } of facts) {
    const content = data as unknown as NonNullable<CaseEvent['data']>;
    for (const key of new Set(content.keys)) rows.set(key, step(rows.get(key) ?? null, content));
  }
  return Object.fromEntries([...rows].flatMap(([key, row]) => (row === null ? [] : [[key, row]])));
}

interface Snap {
  readonly status: string;
  readonly amount: number;
  readonly owner: string | null;
}
const snapStep: Step<Snap> = (row, { t, s, n }) => {
  if (t === 'close') return null;
  if (t === 'part') return row && { ...row, status: s };
  return { status: s, amount: n, owner: t === 'own' ? s : (row?.owner ?? null) };
};

interface Acc {
  readonly total: number;
  readonly n: number;
}
const accStep: Step<Acc> = (row, { t, n }) => {
  if (t === 'noop') return row;
  if (t === 'close' && (row?.n ?? 0) % 3 === 0) return null;
  return { total: (row?.total ?? 0) + n, n: (row?.n ?? 0) + 1 };
};
