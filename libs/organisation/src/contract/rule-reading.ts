/** A rule that the engine is to hold commands to, and cannot read. */
export interface UnreadableRule {
  readonly ruleId: string;
  /** How it is written, in words for people. */
  readonly expected: string;
}

/** What the rules of one kind of policy say. */
export interface RuleReading<T> {
  readonly says: T;
  readonly unreadable: readonly UnreadableRule[];
}

/** A whole number without leading zeros, within bounds; undefined = it is none. */
export function wholeNumberIn(text: string | undefined, least: number, most: number): number | undefined {
  const n = /^(?:0|[1-9]\d{0,8})$/.test(text ?? '') ? Number(text) : NaN;
  return n >= least && n <= most ? n : undefined;
}
