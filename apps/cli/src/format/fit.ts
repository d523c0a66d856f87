/** How wide a column would like to be, and whether its cells may be cut. */
export interface Wish {
  readonly width: number;
  readonly rigid: boolean;
}

/** Narrower than this, a cut text says nothing. */
const LEAST = 18;
export const GAP = 2;

/**
 * Widths for as many leading columns as the space takes. Texts are cut to a common width where need be, down to 18
 * characters; then columns at the end are left out. The first column is always there.
 */
export function fit(wishes: readonly Wish[], space: number): readonly number[] {
  for (let count = wishes.length; count > 1; count -= 1) {
    const widths = fitAll(wishes.slice(0, count), space - GAP * (count - 1));
    if (widths) return widths;
  }
  const [first] = wishes;
  return first ? [first.rigid ? first.width : Math.min(first.width, Math.max(space, LEAST))] : [];
}

function fitAll(wishes: readonly Wish[], space: number): readonly number[] | null {
  const widest = Math.max(...wishes.map(({ width }) => width));
  for (let cap = widest; cap >= Math.min(LEAST, widest); cap -= 1) {
    const widths = wishes.map(({ width, rigid }) => (rigid ? width : Math.min(width, cap)));
    if (widths.reduce((sum, width) => sum + width, 0) <= space) return widths;
  }
  return null;
}
