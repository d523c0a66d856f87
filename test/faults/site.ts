import type { Client } from './client';

/** Where writers find the servers, one after the other in turn; while none is up they wait. */
export class Site {
  /** Writers end their last command and stop. */
  closing = false;
  round = 0;
  private readonly standing: Client[] = [];
  private readonly waiting: (() => void)[] = [];
  private turn = 0;

  async client(): Promise<Client> {
    for (;;) {
      const client = this.standing[this.turn++ % this.standing.length];
      if (client) return client;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  up(client: Client): void {
    this.standing.push(client);
    for (const go of this.waiting.splice(0)) go();
  }

  /** Nobody is let in any more. */
  close(): void {
    this.standing.length = 0;
  }

  /** Nothing more is sent there; what is under way goes on. */
  down(client: Client): void {
    const place = this.standing.indexOf(client);
    if (place >= 0) this.standing.splice(place, 1);
  }
}
