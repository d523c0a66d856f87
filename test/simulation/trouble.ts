import type { Dice } from '../faults/dice';
import type { DatabaseServer } from './database';
import { calm, drawWeather, type Network } from './network';
import { Node, type Share, type Site } from './nodes';
import { DriftingClock, SimulatedProcess } from './simulated-process';
import type { SimulatedTime } from './simulated-time';
import type { Door } from './users';

/** A place where a process runs: when it dies, another one is started there, with the clock of the machine. */
interface Machine {
  readonly name: string;
  readonly share: Share;
  readonly clock: DriftingClock;
  running: { readonly process: SimulatedProcess; node?: Node } | undefined;
  starts: number;
}

/** Farthest that a clock is off, each way: together below what the log clock tolerates. */
const FARTHEST_MS = 12_000;
const RESTART_MS = 1_500;
const LONGEST_FREEZE_MS = 7_000;
const LONGEST_AWAY_MS = 3_000;

/** Runs the processes, and does to them and to the servers what the dice say until it is told to stop. */
export class Trouble {
  private readonly machines: readonly Machine[];
  private isOver = false;

  constructor(
    private readonly time: SimulatedTime,
    private readonly dice: Dice,
    private readonly site: Site,
    sizes: { readonly apis: number; readonly projectors: number },
  ) {
    const machine = (name: string, share: Share): Machine => ({
      name,
      share,
      clock: new DriftingClock(this.offset(), (dice.next() - 0.5) * 400),
      running: undefined,
      starts: 0,
    });
    const named = (kind: string, count: number, share: Share) =>
      Array.from({ length: count }, (_, n) => machine(`${kind}${n}`, share));
    this.machines = [...named('projector', sizes.projectors, 'leases'), ...named('api', sizes.apis, 'nothing')];
  }

  start(): void {
    for (const machine of this.machines) void this.boot(machine);
  }

  readonly doors = (): readonly Door[] =>
    this.machines.flatMap(({ share, running }) =>
      share === 'nothing' && running?.node ? [{ process: running.process, node: running.node }] : [],
    );

  /** From now on something happens every few seconds, in weather of its own. */
  begin(): void {
    this.network.weather = drawWeather(this.dice);
    const meanMs = 200 + this.dice.next() * 3_000;
    const next = () => {
      if (this.isOver) return;
      this.strike();
      this.time.after(this.dice.next() * 2 * meanMs, undefined, next);
    };
    this.time.after(this.dice.next() * meanMs, undefined, next);
  }

  /** Everything is mended. */
  end(): void {
    this.isOver = true;
    this.site.trace('trouble ends');
    this.network.weather = calm;
    for (const { running } of this.machines) if (running?.process.isFrozen) running.process.goOn();
  }

  private get network(): Network {
    return this.site.network;
  }

  private get database(): DatabaseServer {
    return this.site.database;
  }

  private strike(): void {
    const machine = this.machines[this.dice.below(this.machines.length)];
    if (!machine) return;
    const choice = this.dice.next();
    if (choice < 0.3) this.kill(machine);
    else if (choice < 0.6) this.freeze(machine);
    else if (choice < 0.75) this.setClock(machine);
    else if (choice < 0.87) this.logAway();
    else this.databaseAway();
  }

  private async boot(machine: Machine): Promise<void> {
    const process = new SimulatedProcess(`${machine.name}.${machine.starts++}`, this.time, machine.clock);
    const running: Machine['running'] = { process };
    machine.running = running;
    // Started by a task of its own, so that what it does is known to be its own.
    await this.time.sleep(0, process);
    try {
      running.node = await Node.start(this.site, process, machine.share);
      this.site.trace(`${process.name} is up`);
    } catch (error) {
      this.site.trace(`${process.name} did not start: ${String(error)}`);
      this.kill(machine);
    }
  }

  private kill(machine: Machine): void {
    const process = machine.running?.process;
    if (!process) return;
    this.site.trace(`${process.name} is killed`);
    process.kill();
    this.database.lost(process);
    machine.running = undefined;
    this.time.after(this.dice.next() * RESTART_MS, undefined, () => void this.boot(machine));
  }

  private freeze({ running }: Machine): void {
    if (!running || running.process.isFrozen) return;
    const { process } = running;
    const forMs = this.dice.next() * LONGEST_FREEZE_MS;
    this.site.trace(`${process.name} is frozen for ${Math.round(forMs)} ms`);
    process.freeze();
    this.database.lost(process);
    this.time.after(forMs, undefined, () => {
      if (process.isDown || !process.isFrozen) return;
      this.site.trace(`${process.name} goes on`);
      process.goOn();
    });
  }

  private setClock({ name, clock }: Machine): void {
    const offset = this.offset();
    this.site.trace(`the clock of ${name} is set: off by ${Math.round(offset)} ms`);
    clock.set(offset);
  }

  private logAway(): void {
    if (this.network.away.log) return;
    this.site.trace('the event store is away');
    this.network.logGoes();
    this.time.after(this.dice.next() * LONGEST_AWAY_MS, undefined, () => {
      this.site.trace('the event store is back');
      this.network.away.log = false;
    });
  }

  private databaseAway(): void {
    if (this.network.away.database) return;
    this.site.trace('the database is away');
    this.network.away.database = true;
    this.database.restarted();
    this.time.after(this.dice.next() * LONGEST_AWAY_MS, undefined, () => {
      this.site.trace('the database is back');
      this.network.away.database = false;
    });
  }

  private offset(): number {
    return (this.dice.next() - 0.5) * 2 * FARTHEST_MS;
  }
}
