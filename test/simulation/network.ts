import { StoreUnavailable } from '@tabularium/event-store';
import { ReadStoreUnavailable } from '@tabularium/read-store';
import type { Dice } from '../faults/dice';
import type { Wire } from './log-client';
import type { LogServer } from './log-server';
import type { SimulatedProcess } from './simulated-process';
import type { SimulatedTime } from './simulated-time';

/** How often what goes wrong, from 0 to 1; drawn anew for every history, so that some are calm and others are not. */
export interface Weather {
  /** A request or its answer takes up to this long, in milliseconds. */
  readonly latencyMs: number;
  /** A request is lost, or refused, before the server has seen it. */
  readonly requestLost: number;
  /** The server has done it, the answer is lost. */
  readonly answerLost: number;
  /** A subscription ends cleanly, breaks, or delivers a page twice. */
  readonly pageEnds: number;
  readonly pageBreaks: number;
  readonly pageTwice: number;
  /** A transaction takes a round trip for each of its steps. */
  readonly slowTransaction: number;
  /** A transaction fails where it should commit. */
  readonly commitFails: number;
}

export const calm: Weather = {
  latencyMs: 2,
  requestLost: 0,
  answerLost: 0,
  pageEnds: 0,
  pageBreaks: 0,
  pageTwice: 0,
  slowTransaction: 0,
  commitFails: 0,
};

export function drawWeather(dice: Dice): Weather {
  const upTo = (most: number) => (dice.chance(0.5) ? dice.next() * most : 0);
  return {
    latencyMs: 1 + dice.next() * dice.next() * 200,
    requestLost: upTo(0.1),
    answerLost: upTo(0.1),
    pageEnds: upTo(0.15),
    pageBreaks: upTo(0.15),
    pageTwice: upTo(0.3),
    slowTransaction: upTo(0.6),
    commitFails: upTo(0.1),
  };
}

/** What a client waits for an answer that does not come, in milliseconds. */
const DEADLINE_MS = 5_000;

/** Everything between the processes and the two servers. */
export class Network {
  weather: Weather;
  /** A server that is away refuses connections, and what it was asked before is never answered. */
  readonly away = { log: false, database: false };
  private readonly cutOffs = new Set<() => void>();

  constructor(
    private readonly time: SimulatedTime,
    private readonly dice: Dice,
    weather: Weather,
    private readonly trace: (line: string) => void,
  ) {
    this.weather = weather;
  }

  /** The event store goes, for a restart or because another node becomes leader: who follows it is cut off. */
  logGoes(): void {
    this.away.log = true;
    for (const cutOff of this.cutOffs) cutOff();
  }

  /** The way of a process to the event store. */
  logWire(process: SimulatedProcess): Wire {
    const unavailable = (isUnknown: boolean) =>
      new StoreUnavailable(`The event store does not answer ${process.name}`, isUnknown);
    return {
      ask: (what, writes, work) => this.ask(process, 'log', what, work, (wasSent) => unavailable(writes && wasSent)),
      fateOfPage: () => this.fateOfPage(),
      growth: (server, index) => this.growth(process, server, index),
    };
  }

  askDatabase<T>(process: SimulatedProcess, what: string, work: () => T | Promise<T>): Promise<T> {
    const failure = () => new ReadStoreUnavailable('The database does not answer');
    return this.ask(process, 'database', what, work, failure);
  }

  /** A message from outside to a process, or back: it may never arrive. */
  way(to: SimulatedProcess | undefined, arrived: () => void): void {
    if (!this.dice.chance(this.weather.requestLost)) this.time.after(this.latency(), to, arrived);
  }

  /** One way between a process and a server, in milliseconds. */
  latency(): number {
    const { latencyMs } = this.weather;
    // Seldom much longer, so that independent answers overtake each other.
    return this.dice.next() * latencyMs * (this.dice.chance(0.05) ? 10 : 1);
  }

  /** A round trip within a transaction. */
  step(process: SimulatedProcess): Promise<void> {
    return this.time.sleep(this.latency(), process);
  }

  isSlowTransaction(): boolean {
    return this.dice.chance(this.weather.slowTransaction);
  }

  commitFails(): boolean {
    return this.dice.chance(this.weather.commitFails);
  }

  private ask<T>(
    process: SimulatedProcess,
    server: 'log' | 'database',
    what: string,
    work: () => T | Promise<T>,
    failure: (wasSent: boolean) => Error,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const answer = (delayMs: number, settle: () => void) => this.time.after(delayMs, process, settle);
      const lost = (wasSent: boolean) => answer(DEADLINE_MS, () => reject(failure(wasSent)));
      if (this.dice.chance(this.weather.requestLost)) {
        this.trace(`${process.name} ${what}: lost`);
        return void (this.dice.chance(0.5) ? lost(true) : answer(1, () => reject(failure(false))));
      }
      // What was sent arrives even if the sender is gone by then, or frozen.
      this.time.after(this.latency(), undefined, () => {
        if (this.away[server]) return void answer(this.latency(), () => reject(failure(false)));
        const isAnswerLost = this.dice.chance(this.weather.answerLost);
        const arrived = (settle: () => void) => {
          if (this.away[server] || isAnswerLost) {
            this.trace(`${process.name} ${what}: answer lost`);
            lost(true);
          } else answer(this.latency(), settle);
        };
        perform(work).then(
          (result) => arrived(() => resolve(result)),
          (error: unknown) => arrived(() => reject(error instanceof Error ? error : new Error(String(error)))),
        );
      });
    });
  }

  private fateOfPage(): ReturnType<Wire['fateOfPage']> {
    const { pageEnds, pageBreaks, pageTwice } = this.weather;
    if (this.away.log) return 'broken';
    const thrown = this.dice.next();
    if (thrown < pageEnds) return 'ended';
    if (thrown < pageEnds + pageBreaks) return 'broken';
    return thrown < pageEnds + pageBreaks + pageTwice ? 'twice' : 'delivered';
  }

  /** Resolves a little after the log has grown, or the server went away. */
  private growth(process: SimulatedProcess, server: LogServer, index: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        forget();
        this.cutOffs.delete(wake);
        this.time.after(this.latency(), process, resolve);
      };
      const forget = server.onGrowth(wake);
      this.cutOffs.add(wake);
      if (server.length > index || this.away.log) wake();
    });
  }
}

async function perform<T>(work: () => T | Promise<T>): Promise<T> {
  return work();
}
