import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** Below those that systems give to whoever asks for any port: while it is shut nobody else may take it. */
const PORTS = { from: 15_000, count: 15_000 };
const ATTEMPTS = 20;

/** The network between client and server, so that it can fail: connections pass through here. */
export class Front {
  private readonly sockets = new Set<Socket>();
  private server = createServer();
  private held = false;
  port = 0;

  /** @param target port on loopback that connections are passed on to */
  constructor(private readonly target: number) {}

  async open(port = this.port): Promise<void> {
    if (port !== 0) return this.listen(port);
    for (let attempt = 1; this.port === 0; attempt++) {
      const any = PORTS.from + Math.floor(Math.random() * PORTS.count);
      await this.listen(any).catch((error: unknown) => {
        if (attempt === ATTEMPTS) throw error;
      });
    }
  }

  /** Breaks every connection; new ones are taken. */
  killSockets(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Breaks every connection and refuses new ones, until it is opened again. */
  async shut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.killSockets();
    await closed;
  }

  /** Nothing passes in either direction any more, and nobody is told: a cable pulled out. */
  hold(held: boolean): void {
    this.held = held;
    for (const socket of this.sockets) if (held) socket.pause();
    for (const socket of this.sockets) if (!held) socket.resume();
  }

  private async listen(port: number): Promise<void> {
    this.server = createServer((socket) => this.passOn(socket));
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  private passOn(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => to.destroy()).on('close', () => this.forget(from, to));
      from.pipe(to);
      if (this.held) from.pause();
    }
  }

  private forget(closed: Socket, other: Socket): void {
    this.sockets.delete(closed);
    other.destroy();
  }
}
