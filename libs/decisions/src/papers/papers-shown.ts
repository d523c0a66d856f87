import { isWithheld, type Paper, type WithheldPaper } from '../contract/item-parts';

/** Papers of a list as its reader sees them, and how many are kept from the reader. */
export function papersShown(papers: readonly (Paper | WithheldPaper)[]): {
  readonly papers: readonly Paper[];
  readonly papersWithheld: number;
} {
  const shown = papers.filter((paper): paper is Paper => !isWithheld(paper));
  return { papers: shown, papersWithheld: papers.length - shown.length };
}

/** Why, in the words of every document. */
export const withheldText = (count: number): string =>
  `${count} ${count === 1 ? 'paper is' : 'papers are'} withheld: marked EXCLUDE_CONFLICTED and kept from members in conflict in the matter`;
