/**
 * Names that stand before a lower number of the same series (`Stage 2` before `Stage 1`), of names in order of date.
 * Records give no other order of their own.
 */
export const milestonesOutOfOrder = (names: readonly string[]): readonly string[] =>
  names.filter((name, at) => {
    const place = placeOf(name);
    return place && names.slice(at + 1).some((later) => isLower(placeOf(later), place));
  });

interface Place {
  readonly series: string;
  readonly number: number;
}

function placeOf(name: string): Place | undefined {
  const parts = /^(.*?)\s*(\d{1,4})$/.exec(name);
  return parts ? { series: parts[1] ?? '', number: Number(parts[2]) } : undefined;
}

const isLower = (one: Place | undefined, other: Place): boolean =>
  one !== undefined && one.series === other.series && one.number < other.number;
