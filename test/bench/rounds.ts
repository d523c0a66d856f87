/** One of those that are compared: a figure each time it is asked. */
export type Contender = () => Promise<number>;

/**
 * Medians of several rounds in which everybody has a turn, since the machine's speed drifts: only what ran side by side is
 * comparable. Contenders are asked one after the other, never at once.
 */
export async function interleaved<N extends string>(
  contenders: Readonly<Record<N, Contender>>,
  rounds: number,
): Promise<Readonly<Record<N, number>>> {
  const names = Object.keys(contenders) as N[];
  const found = new Map<N, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) found.get(name)?.push(await contenders[name]());
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<N, number>;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which a share of them lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** How long each of a number of calls takes, in milliseconds. */
export async function timed(times: number, work: (n: number) => Promise<unknown>): Promise<readonly number[]> {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const since = performance.now();
    await work(n);
    took.push(performance.now() - since);
  }
  return took;
}
