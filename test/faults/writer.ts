import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from './client';
import { nextCommand, type Command } from './commands';
import { Dice } from './dice';
import type { Acknowledged, Journal } from './journal';
import type { Site } from './site';

/** What a run counts. */
export class Tally {
  acknowledged = 0;
  /** Connections that broke while a command was under way. */
  unknown = 0;
  /** Of these commands: those the log already had when they were asked again, and those it had not. */
  committed = 0;
  uncommitted = 0;
  /** Lost races for a revision, asked again under the same key. */
  races = 0;
  /** Acknowledged commands asked again after a restart. */
  repeated = 0;
  /** Answers 503 that said when to come again. */
  unavailable = 0;
  /** Answers that must not be. */
  readonly wrong: string[] = [];
}

/** What all writers of a run share. */
export interface Desk {
  readonly site: Site;
  readonly journal: Journal;
  readonly tokens: Readonly<Record<Command['as'], string>>;
  readonly tally: Tally;
  /** Every command sent, under its key, in the order of sending. */
  readonly asked: Map<string, Asked>;
  readonly unavailableMeansLater: boolean;
}

export interface Asked extends Command {
  readonly writer: string;
}

const REPEATED = 0.2;
const WAITING_FOR_VIEWS = 0.1;

/** Sends one command after the other; each ends acknowledged, whatever becomes of the server, before the next begins. */
export class Writer {
  private readonly own: string[] = [];
  private nth = 0;
  private round = 0;
  private last: { readonly command: Command; readonly answer: Acknowledged } | undefined;
  private readonly dice: Dice;

  constructor(
    private readonly name: string,
    private readonly desk: Desk,
    seed: number,
  ) {
    this.dice = new Dice(seed);
  }

  async write(): Promise<void> {
    const { site } = this.desk;
    while (!site.closing) {
      if (site.round > this.round) await this.repeatLast();
      this.round = site.round;
      await this.give(nextCommand(`${this.name}-${this.nth++}`, this.dice, this.own, this.round));
    }
  }

  /** Resolves when the answer is in the journal. */
  async give(command: Command): Promise<void> {
    const { asked, journal } = this.desk;
    asked.set(command.key, { ...command, writer: this.name });
    const answer = acknowledged(command, await this.settle(command));
    if (!answer) return;
    await journal.write(answer);
    this.desk.tally.acknowledged++;
    this.last = { command, answer };
    if (command.path.endsWith('/register-project')) this.own.push(command.key);
  }

  /** An acknowledged command asked again, of another process, gives the same answer. */
  private async repeatLast(): Promise<void> {
    if (!this.last || !this.dice.chance(REPEATED)) return;
    const { command, answer } = this.last;
    this.desk.tally.repeated++;
    const reply = await this.settle(command);
    const same = JSON.stringify(acknowledged(command, reply)) === JSON.stringify(answer);
    const replayed = reply.body.replayed === true || command.status === 409;
    if (!same || !replayed) this.complain(command, reply);
  }

  /** The same request under the same key, until there is an answer. */
  private async settle(command: Command): Promise<Reply> {
    const { tally } = this.desk;
    for (let unknown = false; ;) {
      const reply = await this.send(command);
      if (reply?.status === command.status) {
        if (unknown && command.status === 201) tally[reply.body.replayed ? 'committed' : 'uncommitted']++;
        return reply;
      }
      if (reply?.status === 412) tally.races++;
      else if (this.isLater(reply)) {
        tally.unavailable++;
        unknown = true;
      } else if (reply) {
        this.complain(command, reply);
        return reply;
      } else {
        tally.unknown++;
        unknown = true;
      }
      await sleep(this.dice.below(20));
    }
  }

  private isLater(reply: Reply | undefined): boolean {
    return this.desk.unavailableMeansLater && reply?.status === 503 && reply.retryAfter !== undefined;
  }

  private async send({ key, as, path, body }: Command): Promise<Reply | undefined> {
    const client = await this.desk.site.client();
    const headers = { authorization: `Bearer ${this.desk.tokens[as]}`, 'idempotency-key': key };
    const waits = this.dice.chance(WAITING_FOR_VIEWS);
    return client.post(path, body, waits ? { ...headers, prefer: 'wait=projection' } : headers);
  }

  private complain({ key, path }: Command, { status, body }: Reply): void {
    this.desk.tally.wrong.push(`${key} ${path}: ${status} ${JSON.stringify(body)}`);
  }
}

function acknowledged({ key, stream, status }: Command, reply: Reply): Acknowledged | undefined {
  if (reply.status !== status) return undefined;
  if (status === 409) return { key, status, stream };
  const { revision = -1, eventIds = [] } = reply.body;
  return { key, status, stream: reply.body.stream ?? '', revision, eventIds };
}
