/** A way to measure one figure; several of them are run in turn, since the speed of a machine drifts. */
export type Rounds<N extends string> = Readonly<Record<N, () => number | Promise<number>>>;

/** The median of each, over interleaved rounds. */
export async function interleaved<N extends string>(rounds: number, ways: Rounds<N>): Promise<Record<N, number>> {
  const names = Object.keys(ways) as N[];
  const found = new Map<N, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const name of names) found.get(name)?.push(await ways[name]());
  return Object.fromEntries(names.map((name) => [name, quantile(found.get(name) ?? [], 0.5)])) as Record<N, number>;
}

/** Nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** How long each call took, ms, one after the other; the first tenth is not counted. */
export async function timed(times: number, ask: (n: number) => Promise<unknown>): Promise<readonly number[]> {
  const took: number[] = [];
  const warmUp = Math.ceil(times / 10);
  for (let n = 0; n < times + warmUp; n++) {
    const since = performance.now();
    await ask(n);
    if (n >= warmUp) took.push(performance.now() - since);
  }
  return took;
}

/** What `writers` do at the same time until the time is over, per second. */
export async function perSecond(
  writers: number,
  seconds: number,
  write: (writer: number, n: number) => Promise<unknown>,
): Promise<number> {
  const [since, end] = [performance.now(), performance.now() + seconds * 1_000];
  const one = async (writer: number): Promise<number> => {
    let n = 0;
    for (; performance.now() < end; n++) await write(writer, n);
    return n;
  };
  const counts = await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - since) / 1_000);
}
