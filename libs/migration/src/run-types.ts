/** A command as the importer sends it. The id makes sending it again harmless. */
export interface ImportCommand {
  readonly category: string;
  readonly id: string;
  readonly command: string;
  readonly data: object;
  /** UUID. */
  readonly commandId: string;
}

export type Submitted =
  | {
      readonly kind: 'accepted';
      readonly receipt: {
        /** Revision of the stream afterwards, also when nothing was added. */
        readonly revision: number;
        readonly eventIds: readonly string[];
        /** True when the command had been carried out before. */
        readonly replayed?: boolean;
      };
    }
  | { readonly kind: 'refused'; readonly refusal: { readonly code: string; readonly words: string } };

/** A return the engine already knows: a row of the view `legacy-returns`. */
export interface KnownReturn {
  readonly returnOn: string;
  readonly members: readonly string[];
}

/** The engine as the importer needs it; over HTTP or in the process. */
export interface ImportClient {
  /** Throws when the engine cannot be reached; the run can then be repeated. */
  submit(command: ImportCommand): Promise<Submitted>;
  /** All rows of the view `legacy-returns` with this source, up to date with everything submitted. */
  knownReturns(source: string): Promise<readonly KnownReturn[]>;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The return at work. */
  readonly returnOn: string;
}

export interface RunOptions {
  readonly client: ImportClient;
  /** Ask what is known, send nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run between two commands; repeat it to go on. */
  readonly signal?: AbortSignal;
  /** Projects at work at the same time; default 8. */
  readonly concurrency?: number;
}

export interface RefusedCommand {
  readonly command: string;
  readonly id: string;
  readonly code: string;
  readonly words: string;
}

export interface ImportOutcome {
  readonly kind: 'done' | 'dryRun' | 'interrupted';
  /** Commands carried out (dry run: that would be sent). */
  readonly commands: number;
  /** Facts, corrections and voids added. */
  readonly factsAdded: number;
  /** Commands that added nothing, because it was so already. */
  readonly alreadySo: number;
  readonly refused: readonly RefusedCommand[];
  /** Projects a return no longer names: `<project> <returnOn>`. */
  readonly departed: readonly { readonly projectId: string; readonly returnOn: string }[];
  /** Projects that an earlier reading of the same return named and this one does not. */
  readonly withdrawn: readonly { readonly projectId: string; readonly returnOn: string }[];
}
