/** What a process ends with; documented in docs/guides/cli.md. */
export const EXIT = {
  ok: 0,
  /** Refused by a rule, not equal, or findings that matter. */
  refused: 1,
  /** Wrong usage or bad input. */
  usage: 2,
  /** Not reachable or not permitted. */
  unreachable: 3,
  interrupted: 4,
  /** A defect of the program or the machine. */
  fault: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with words for people (one line each, on stderr) and an exit code. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly exit: ExitCode,
    readonly lines: readonly string[],
  ) {
    super(lines.join('\n'));
  }
}
