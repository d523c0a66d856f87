/** The examples below the help of a command. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  $ tabularium ${line}`)].join('\n');
