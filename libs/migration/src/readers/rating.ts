import { collapse } from '../pattern';
import { unreadable, value, type Reading } from './reading';

/** The value of the scale that the mapping's table gives for a word; a word that is not in it is not guessed at. */
export function readRating(text: string, words: ReadonlyMap<string, string>): Reading<string> {
  const rating = words.get(collapse(text).toLowerCase());
  return rating === undefined ? unreadable(text, 'not in the table of ratings') : value(rating);
}

export const ratingWords = (words: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(words).map(([word, rating]) => [collapse(word).toLowerCase(), rating]));
