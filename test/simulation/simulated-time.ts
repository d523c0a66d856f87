import timersPromises from 'node:timers/promises';
import { type Dice } from '../faults/dice';

/** Somebody who is run by the scheduler. One that is down is never run again; one that is frozen, when it goes on. */
export interface Runner {
  readonly name: string;
  readonly isDown: boolean;
  readonly isFrozen: boolean;
}

interface Task {
  readonly atMs: number;
  /** Tasks that are due together are run in the order of a throw. */
  readonly order: number;
  readonly owner: Runner | undefined;
  readonly run: () => void;
  cancelled: boolean;
}

export interface Scheduled {
  cancel(): void;
}

/** Tasks run in one turn of the real loop; Node drains the microtasks between two callbacks of a turn. */
const BATCH = 200;

/**
 * Time that passes only from task to task. Each task runs alone, with all its microtasks, as the code of one runner; so the
 * same throws give the same history. While it is installed, the timers of Node, its clocks and its dice are this one's:
 * the code under test takes its timers from Node directly, and is left as it is.
 */
export class SimulatedTime {
  private readonly heap: Task[] = [];
  private readonly held = new Map<Runner, Task[]>();
  private now = 0;
  /** Whose code is running. */
  private current: Runner | undefined;
  tasksRun = 0;

  constructor(
    private readonly dice: Dice,
    private readonly startMs: number,
  ) {}

  /** Milliseconds since 1970, by no one's clock but the simulation's own. */
  get nowMs(): number {
    return this.startMs + this.now;
  }

  /** Milliseconds since the simulation began. */
  get elapsedMs(): number {
    return this.now;
  }

  after(delayMs: number, owner: Runner | undefined, run: () => void): Scheduled {
    const delay = Number.isFinite(delayMs) ? Math.max(0, delayMs) : 0;
    const task: Task = { atMs: this.now + delay, order: this.dice.next(), owner, run, cancelled: false };
    push(this.heap, task);
    return { cancel: () => void (task.cancelled = true) };
  }

  /** Resolves after a delay; never for a runner that went down meanwhile. */
  sleep(delayMs: number, owner: Runner | undefined): Promise<void> {
    return new Promise((resolve) => this.after(delayMs, owner, resolve));
  }

  /** What a frozen runner should have done is done now. */
  thawed(runner: Runner): void {
    const tasks = this.held.get(runner) ?? [];
    this.held.delete(runner);
    for (const { owner, run } of tasks.filter(({ cancelled }) => !cancelled)) this.after(0, owner, run);
  }

  /** Runs until the condition holds (true), or nothing is left to do or the time is over (false). */
  run(until: () => boolean, limitMs: number): Promise<boolean> {
    const { setImmediate } = real;
    return new Promise((resolve, reject) => {
      let ended = false;
      const end = (result: () => void) => {
        ended = true;
        this.current = undefined;
        result();
      };
      const step = () => {
        if (ended) return;
        try {
          if (until()) end(() => resolve(true));
          else if (!this.next(limitMs)) end(() => resolve(false));
        } catch (error) {
          end(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      const turn = () => {
        if (ended) return;
        for (let n = 0; n < BATCH; n++) setImmediate(step);
        setImmediate(turn);
      };
      turn();
    });
  }

  private next(limitMs: number): boolean {
    for (;;) {
      const task = this.heap[0];
      if (!task || task.atMs > limitMs) return false;
      pop(this.heap);
      if (task.cancelled || task.owner?.isDown) continue;
      this.now = task.atMs;
      if (task.owner?.isFrozen) {
        this.hold(task.owner, task);
        continue;
      }
      this.tasksRun++;
      this.current = task.owner;
      task.run();
      return true;
    }
  }

  private hold(owner: Runner, task: Task): void {
    const tasks = this.held.get(owner) ?? [];
    this.held.set(owner, tasks);
    tasks.push(task);
  }

  /** Puts itself in the place of Node's timers; gives back what takes it out again. */
  install(): () => void {
    const timers = new Map<number, Scheduled>();
    const mine = () => this.current;
    const set = (run: () => void, ms: number) => {
      timers.set(timers.size + 1, this.after(ms, mine(), run));
      return handleOf(timers.size);
    };
    const clear = (timer: unknown) => timers.get(Number(timer))?.cancel();
    const repeat = (run: () => void, ms: number) => {
      const owner = mine();
      let next: Scheduled;
      const again = () => {
        next = this.after(ms, owner, again);
        run();
      };
      next = this.after(ms, owner, again);
      timers.set(timers.size + 1, { cancel: () => next.cancel() });
      return handleOf(timers.size);
    };
    const put = {
      setTimeout: (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => set(() => run(...given), ms),
      setImmediate: (run: (...given: unknown[]) => void, ...given: unknown[]) => set(() => run(...given), 0),
      setInterval: repeat,
      clearTimeout: clear,
      clearImmediate: clear,
      clearInterval: clear,
    };
    const promised = {
      setTimeout: (ms = 0, value?: unknown, options?: { readonly signal?: AbortSignal }) =>
        this.pause(ms, value, options?.signal),
      setImmediate: (value?: unknown) => this.pause(0, value),
    };
    Object.assign(globalThis, put);
    Object.assign(timersPromises, promised);
    performance.now = () => this.now;
    Date.now = () => Math.floor(this.nowMs);
    Math.random = () => this.dice.next();
    return () => {
      const { promises, random, dateNow, performanceNow, ...globals } = real;
      Object.assign(globalThis, globals);
      Object.assign(timersPromises, promises);
      performance.now = performanceNow;
      Date.now = dateNow;
      Math.random = random;
    };
  }

  private pause(ms: number, value: unknown, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const aborted = () => {
        task.cancel();
        reject(new Error('The operation was aborted'));
      };
      const task = this.after(ms, this.current, () => {
        signal?.removeEventListener('abort', aborted);
        resolve(value);
      });
      if (signal?.aborted) aborted();
      else signal?.addEventListener('abort', aborted, { once: true });
    });
  }
}

const { setTimeout, setImmediate, setInterval, clearTimeout, clearImmediate, clearInterval } = globalThis;
const real = {
  setTimeout,
  setImmediate,
  setInterval,
  clearTimeout,
  clearImmediate,
  clearInterval,
  promises: { setTimeout: timersPromises.setTimeout, setImmediate: timersPromises.setImmediate },
  random: Math.random,
  dateNow: Date.now,
  performanceNow: performance.now,
};

/** Node's timers are objects that count as numbers. */
const handleOf = (id: number) => ({ ref: () => undefined, unref: () => undefined, [Symbol.toPrimitive]: () => id });

const isBefore = (a: Task, b: Task): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

function push(heap: Task[], task: Task): void {
  let at = heap.push(task) - 1;
  for (let up = (at - 1) >> 1; at > 0 && isBefore(task, heap[up]!); up = (at - 1) >> 1) {
    heap[at] = heap[up]!;
    at = up;
  }
  heap[at] = task;
}

function pop(heap: Task[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}
