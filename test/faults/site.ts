import type { Client } from './client';

/** Where writers find the server; while it is down they wait. */
export class Site {
  /** Writers end their last command and stop. */
  closing = false;
  round = 0;
  private opened: (client: Client) => void = () => undefined;
  private door = this.shut();
  private standing: Client | undefined;

  client(): Promise<Client> {
    return this.door;
  }

  up(client: Client): void {
    this.standing = client;
    this.opened(client);
  }

  down(): void {
    this.door = this.shut();
  }

  /** Ends the connections to a server that is gone. */
  forget(): void {
    this.standing?.close();
  }

  private shut(): Promise<Client> {
    return new Promise((resolve) => (this.opened = resolve));
  }
}
