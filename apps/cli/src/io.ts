/** Everything a command touches of the process it runs in; tests give another. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of stdin. */
  readonly stdin: () => Promise<string>;
  /** To stdout: answers, and nothing else. Resolves when the text is handed over, so that large answers do not pile up. */
  readonly out: (text: string) => Promise<void>;
  /** To stderr: progress, warnings, errors. */
  readonly err: (text: string) => void;
  /** Columns of the terminal stdout goes to; null when it goes to a file or a pipe. */
  readonly width: number | null;
  readonly colour: boolean;
  /** Whether stderr is a terminal: progress bars only there. */
  readonly showsProgress: boolean;
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly interrupted: AbortSignal;
}
