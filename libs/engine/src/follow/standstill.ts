import { FencedOff, ReadStoreUnavailable, type ReadStore } from '@tabularium/read-store';

/** Says for everybody why a consumer stands still, once for each reason, and that it goes on. */
export class Standstill {
  private said: string | null = null;
  private told: string | undefined;

  constructor(
    private readonly views: ReadStore,
    private readonly consumer: string,
    private readonly epoch: number,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** `at`: the event it stands before. Throws FencedOff. */
  async because(error: unknown, at: string): Promise<void> {
    const words = `${at}${error instanceof Error ? error.message : String(error)}`;
    if (words !== this.told) this.failed(error);
    this.told = words;
    if (words !== this.said) await this.say(words);
  }

  /** Throws FencedOff. */
  async over(): Promise<void> {
    this.told = undefined;
    if (this.said !== null) await this.say(null);
  }

  private async say(words: string | null): Promise<void> {
    try {
      await this.views.markFault(this.epoch, this.consumer, words);
      this.said = words;
    } catch (error) {
      if (error instanceof FencedOff) throw error;
      if (!(error instanceof ReadStoreUnavailable)) this.failed(error);
    }
  }
}
