import type { Money } from '@tabularium/kernel';

/** What a cell says. */
export type Reading<V = Value> =
  | {
      readonly is: 'value';
      readonly value: V;
      /** Digits were lost to rounding. */
      readonly rounded?: true;
      /** A byte of the text is no character; it shows as U+FFFD. */
      readonly damaged?: true;
    }
  | { readonly is: 'blank' }
  /** Words that say why there is no value. */
  | { readonly is: 'notStated'; readonly words: string }
  | { readonly is: 'unreadable'; readonly why: string; /** As they stand. */ readonly words: string };

export type Value = string | Money;

export const value = <V>(read: V): Reading<V> => ({ is: 'value', value: read });
export const unreadable = (words: string, why: string): Reading<never> => ({ is: 'unreadable', why, words });
