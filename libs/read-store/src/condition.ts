/** What a row of an answer must meet. */
export type Condition =
  | { readonly column: string; readonly is: 'in'; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly column: string; readonly is: 'atLeast' | 'atMost'; readonly value: string | number }
  /** Case-insensitive, anywhere in the text; for lists: one of the entries is equal. */
  | { readonly column: string; readonly is: 'contains'; readonly value: string };
