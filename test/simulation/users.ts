import { problemOf, type Outcome } from '@tabularium/http';
import type { Dice } from '../faults/dice';
import { hire, nextCommand, otherBody, register } from './commands';
import type { Network } from './network';
import type { Asked, Node } from './nodes';
import type { SimulatedProcess } from './simulated-process';
import type { SimulatedTime } from './simulated-time';

/** What a user was told in the end. */
export type Told = Outcome | { readonly kind: 'problem'; readonly status: number; readonly code: string };

/** A command with everything its user was told: by more than one answer if it was sent more than once. */
export interface Entry {
  readonly asked: Asked;
  /** Mutable: filled as answers come. */
  readonly told: Told[];
}

/** An api process that takes requests. */
export interface Door {
  readonly process: SimulatedProcess;
  readonly node: Node;
}

/** How long a user waits for an answer, in milliseconds. */
const PATIENCE_MS = 8_000;
const LONGEST_PAUSE_MS = 1_200;

/** Problems after which the same request is made again: nothing is known, or somebody was first. */
const passing: ReadonlySet<number> = new Set([412, 503]);

/** People outside: they send commands, and send them again under the same key until they are told what became of them. */
export class Users {
  readonly journal: Entry[] = [];
  private busy = 0;
  /** Of the last race. */
  private start = { project: '', atMs: 0 };

  constructor(
    private readonly time: SimulatedTime,
    private readonly dice: Dice,
    private readonly network: Network,
    private readonly doors: () => readonly Door[],
    private readonly trace: (line: string) => void,
  ) {}

  get areDone(): boolean {
    return this.busy === 0;
  }

  /** Gives these commands, one after the other. */
  async give(commands: readonly Asked[]): Promise<void> {
    this.busy++;
    for (const asked of commands) await this.insist(this.entered(asked));
    this.busy--;
  }

  async work(user: number, commands: number): Promise<void> {
    this.busy++;
    const own: string[] = [];
    for (let n = 0; n < commands; n++) {
      await this.pause();
      await this.one(`u${user}-${n}`, own);
    }
    this.busy--;
  }

  private async one(key: string, own: string[]): Promise<void> {
    const asked = (await this.race(key)) ?? this.withRevision(nextCommand(this.dice, key, own));
    const entry = this.entered(asked);
    const again = this.dice.chance(0.1) ? this.insist(entry) : undefined;
    const told = await this.insist(entry);
    await again;
    if (isForbidden(told) && this.dice.chance(0.7)) await this.hired(entry);
    if (told.kind === 'accepted' && asked.command === 'RegisterProject' && asked.id === key) own.push(key);
    if (told.kind === 'accepted' && this.dice.chance(0.05)) await this.insist(entry);
    if (told.kind === 'accepted' && this.dice.chance(0.05)) await this.insist(this.entered(otherBody(asked)));
  }

  /** Now and then several want to be the first to register a project, at the same moment. */
  private async race(key: string): Promise<Asked | undefined> {
    const { elapsedMs } = this.time;
    if (this.start.atMs <= elapsedMs && this.dice.chance(0.08))
      this.start = { project: `RACE-${key}`, atMs: elapsedMs + LONGEST_PAUSE_MS };
    else if (this.start.atMs <= elapsedMs || this.dice.chance(0.3)) return undefined;
    const { project, atMs } = this.start;
    await this.time.sleep(atMs - elapsedMs, undefined);
    return register(key, project);
  }

  /** Somebody without a role is hired, and asks for the same again under the same key until a process has given them one. */
  private async hired(entry: Entry): Promise<void> {
    const { actor, commandId } = entry.asked;
    await this.insist(this.entered(hire(`${commandId}-hire`, actor)));
    while (isForbidden(await this.insist(entry))) await this.pause();
  }

  /** Now and then only if the stream is as the user saw it. */
  private withRevision(asked: Asked): Asked {
    const seen = this.journal.findLast(
      (entry) => entry.asked.id === asked.id && entry.asked.category === asked.category,
    );
    const told = seen?.told.at(-1);
    if (told?.kind !== 'accepted' || !this.dice.chance(0.15)) return asked;
    return { ...asked, expectedRevision: told.receipt.revision };
  }

  private entered(asked: Asked): Entry {
    const entry = { asked, told: [] };
    this.journal.push(entry);
    return entry;
  }

  private async insist(entry: Entry): Promise<Told> {
    const { commandId, expectedRevision } = entry.asked;
    for (;;) {
      const told = await this.request(entry.asked);
      const isFinal =
        told !== undefined &&
        (told.kind !== 'problem' ||
          !passing.has(told.status) ||
          (told.status === 412 && expectedRevision !== undefined));
      if (isFinal) {
        this.trace(`${commandId}: ${wordsOf(told)}`);
        entry.told.push(told);
        return told;
      }
      await this.pause();
    }
  }

  /** Undefined: no answer came. */
  private request(asked: Asked): Promise<Told | undefined> {
    const doors = this.doors();
    const door = doors[this.dice.below(doors.length)];
    return new Promise((resolve) => {
      const patience = this.time.after(door ? PATIENCE_MS : LONGEST_PAUSE_MS, undefined, () => resolve(undefined));
      if (!door) return;
      this.network.way(door.process, () => {
        void toldBy(door.node, asked).then((told) =>
          this.network.way(undefined, () => {
            patience.cancel();
            resolve(told);
          }),
        );
      });
    });
  }

  private pause(): Promise<void> {
    return this.time.sleep(this.dice.next() * LONGEST_PAUSE_MS, undefined);
  }
}

const isForbidden = (told: Told): boolean => told.kind === 'problem' && told.status === 403;

async function toldBy(node: Node, asked: Asked): Promise<Told> {
  try {
    return await node.submit(asked);
  } catch (error) {
    const { status, code } = problemOf(error);
    return { kind: 'problem', status, code: status === 500 ? `${code}: ${String(error)}` : code };
  }
}

export const wordsOf = (told: Told): string =>
  told.kind === 'accepted'
    ? `accepted ${told.receipt.stream}@${told.receipt.revision}`
    : told.kind === 'refused'
      ? `refused ${told.refusal.code}`
      : `${told.status} ${told.code}`;
