import { faultsOf, type MessageClass } from '@tabularium/contracts';
import type { AggregateWiring, Read } from '@tabularium/http';
import {
  addDays,
  isRefusal,
  type ActingAuthority,
  type FactMeta,
  type NewFact,
  type Process,
  type ProcessCommand,
} from '@tabularium/kernel';
import type { LoggedEvent, Row, View } from '@tabularium/read-store';
import { viewRows, utcDay } from '@tabularium/testing';
import { decisionsContext } from '../src';

interface Happened extends NewFact {
  readonly stream: string;
  readonly meta: FactMeta;
  /** Streams that were read for it, and how far. */
  readonly pins: Readonly<Record<string, number>>;
}

type Answer = { readonly types: readonly string[] } | { readonly refused: string; readonly detail?: object };

interface Who {
  readonly actor?: string;
  readonly role?: string;
  readonly decision?: string;
}

/**
 * A log in memory with everything pure around it: the deciders, fact loaders and processes of the context, in the order
 * the runtime has them. Streams of other contexts are told what happened (`happened`), and refuse what they are asked
 * unless a test says otherwise (`elsewhere`).
 */
export class World {
  readonly log: Happened[] = [];
  private pins: Record<string, number> = {};
  /** Commands that processes sent to other contexts. */
  readonly sent: ProcessCommand[] = [];
  today = '2026-03-02';
  elsewhere: (command: ProcessCommand) => string | undefined = () => undefined;
  private readonly wirings = new Map<string, AggregateWiring>(
    decisionsContext.aggregates.map((wiring) => [wiring.contract.category, wiring]),
  );

  /** Carries out a command, and then what the processes make of it. */
  async send(category: string, id: string, command: string, data: object, who: Who = {}): Promise<Answer> {
    const from = this.log.length;
    const answer = await this.carryOut(category, id, command, data, who);
    await this.react(from);
    return answer;
  }

  /** What a command would come to; nothing of it stays. */
  async tried(...command: Parameters<World['send']>): Promise<Answer> {
    const [happened, sent] = [this.log.length, this.sent.length];
    const answer = await this.send(...command);
    this.log.length = happened;
    this.sent.length = sent;
    return answer;
  }

  /** A fact of another context. */
  happened(stream: string, type: string, data: object, by = 'ana'): void {
    this.append(stream, [{ type, data }], { id: by });
  }

  typesOf(stream: string): readonly string[] {
    return this.log.filter((event) => event.stream === stream).map(({ type }) => type);
  }

  /** What a view shows of all that happened. */
  rowsOf(view: View): Readonly<Record<string, Row>> {
    const seen = this.log.map(({ stream, type, data, meta }) => {
      const id = stream.slice(stream.indexOf('-') + 1);
      return { id, type, data, by: meta.actor.id, at: meta.effectiveAt };
    });
    return viewRows(view, ...seen);
  }

  /** All that happened, as a read store takes it in. */
  logged(): readonly LoggedEvent[] {
    return this.log.map(({ stream, type, data, meta, pins }, index) => ({
      index,
      position: String(index).padStart(6, '0'),
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      stream,
      revision: meta.revision,
      type,
      data: { ...data },
      metadata: {
        schemaVersion: 1,
        recordedAt: meta.recordedAt,
        effectiveAt: meta.effectiveAt,
        actor: meta.actor,
        authority: meta.authority,
        commandId: `c-${index}`,
        commandHash: '',
        correlationId: `c-${index}`,
        causationId: `c-${index}`,
        pins,
      },
    }));
  }

  /** The data of the last event of a type. */
  last(type: string): unknown {
    return this.log.findLast((event) => event.type === type)?.data;
  }

  later(days: number): void {
    this.today = addDays(this.today, days);
  }

  private async carryOut(category: string, id: string, command: string, data: object, who: Who): Promise<Answer> {
    const wiring = this.wirings.get(category);
    if (!wiring) throw new Error(`No aggregate ${category}`);
    const message = wiring.contract.commands[command] as MessageClass | undefined;
    expect(message && faultsOf(message, data)).toEqual([]);
    this.pins = {};
    const loader = wiring.facts[command];
    const asked = {
      id,
      command: data,
      actor: who.actor ?? 'ana',
      today: this.today,
      read: this.read,
      revision: this.revision,
    };
    const facts = (await loader?.(asked)) ?? {};
    const { pins } = this;
    this.pins = {};
    const state: unknown = await this.read(wiring.decider, id);
    const actor = { id: who.actor ?? 'ana', ...(who.role ? { role: who.role } : {}) };
    const now = `${this.today}T10:00:00.000Z`;
    const context = { id, actor, authority: authorityOf(who), now, today: this.today, dayOf: utcDay, facts };
    const decision = wiring.decider.decide[command]!(data, state, context);
    if (isRefusal(decision)) return decision;
    for (const { type, data: said } of decision)
      expect({ type, faults: faultsOf(wiring.contract.events[type] as MessageClass, said) }).toEqual({
        type,
        faults: [],
      });
    this.append(`${category}-${id}`, decision, actor, pins);
    return { types: decision.map(({ type }) => type) };
  }

  private append(stream: string, facts: readonly NewFact[], actor: { readonly id: string }, pins = {}): void {
    for (const fact of facts) {
      const at = `${this.today}T10:00:00.000Z`;
      const revision = this.log.filter((event) => event.stream === stream).length;
      const meta: FactMeta = {
        eventId: `event-${this.log.length}`,
        revision,
        actor,
        authority: { basis: 'ROLE' },
        recordedAt: at,
        effectiveAt: at,
      };
      this.log.push({ ...fact, stream, meta, pins });
    }
  }

  private readonly read: Read = (reading, id) => {
    const name = `${reading.category}-${id}`;
    const events = this.log.filter(({ stream }) => stream === name);
    this.pins[name] = events.length - 1;
    const steps = new Map<string, unknown>(Object.entries(reading.evolve));
    type S = typeof reading.initial;
    return Promise.resolve(
      events.reduce<S>((state, { type, data, meta }) => {
        const step = steps.get(type) as ((state: S, data: object, meta: FactMeta) => S) | undefined;
        return step ? step(state, data, meta) : state;
      }, reading.initial),
    );
  };

  private readonly revision = (category: string, id: string): Promise<number> =>
    Promise.resolve(this.log.filter(({ stream }) => stream === `${category}-${id}`).length - 1);

  private async react(from: number): Promise<void> {
    for (let at = from; at < this.log.length; at++)
      for (const process of decisionsContext.processes)
        for (const command of reactions(process, this.log[at]!)) await this.deliver(command);
  }

  private async deliver({ report, authority, ...command }: ProcessCommand): Promise<void> {
    const who = { actor: 'system', ...(authority ? { decision: authority.ref } : {}) };
    if (this.wirings.has(command.category)) {
      const answer = await this.carryOut(command.category, command.id, command.command, command.data, who);
      const outcome =
        'types' in answer
          ? ({ kind: 'accepted', eventIds: [] } as const)
          : ({ kind: 'refused', code: answer.refused, words: '' } as const);
      if (report) await this.deliver(report(outcome));
      return;
    }
    this.sent.push({ ...command, ...(authority ? { authority } : {}) });
    const code = this.elsewhere(command);
    if (report)
      await this.deliver(report(code ? { kind: 'refused', code, words: '' } : { kind: 'accepted', eventIds: ['e-1'] }));
  }
}

const authorityOf = ({ decision }: Who): ActingAuthority => ({
  ...(decision ? { basis: 'DECISION', ref: decision } : { basis: 'ROLE' }),
  covers: () => true,
});

function reactions(process: Process, event: Happened): readonly ProcessCommand[] {
  const react = process.on[event.type];
  return react ? react(event.data, { ...event.meta, entityId: event.stream.slice(event.stream.indexOf('-') + 1) }) : [];
}
