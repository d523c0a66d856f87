import type { Command } from 'commander';
import type { Api } from './api/api';
import { connect } from './api/connect';
import { placeOf, type GlobalOptions, type Place } from './api/place';
import { EXIT, Failure } from './exit';
import type { Io } from './io';

/** How a command enters the program; one per file in commands/. */
export type AddCommand = (program: Command, cli: Cli) => void;

/** What every command is given. */
export class Cli {
  private claimed = false;

  constructor(readonly io: Io) {}

  place(command: Command): Place {
    return placeOf(command.optsWithGlobals<GlobalOptions>(), this.io.env);
  }

  /** Does the work with the API, and closes it whatever happens. `creates`: the data folder may be new. */
  async withApi<T>(command: Command, work: (api: Api) => Promise<T>, { creates = false } = {}): Promise<T> {
    const api = await connect(this.place(command), this.io, creates);
    try {
      return await work(api);
    } finally {
      await api.close();
    }
  }

  wantsJson(command: Command): boolean {
    return command.optsWithGlobals<GlobalOptions>().json === true;
  }

  /** Prints the API's own text for programs, or what people read. */
  async print(command: Command, body: string, text: () => string): Promise<void> {
    await this.io.out(`${this.wantsJson(command) ? body.trimEnd() : text()}\n`);
  }

  /** For commands that stop in an orderly way by themselves when interrupted. */
  claimInterruption(): AbortSignal {
    this.claimed = true;
    return this.io.interrupted;
  }

  /** Rejects when interrupted, unless the command has claimed that for itself. */
  unclaimedInterruption(): Promise<never> {
    return new Promise((_, reject) => {
      const refuse = () => {
        if (!this.claimed) reject(new Failure(EXIT.interrupted, ['Interrupted.']));
      };
      this.io.interrupted.addEventListener('abort', refuse, { once: true });
    });
  }
}
