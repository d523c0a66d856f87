import { setTimeout as sleep } from 'node:timers/promises';
import type { status } from '@grpc/grpc-js';

/** How the simulator is told to misbehave. Each command replaces the one before; `none` ends it. */
export type Fault =
  | { readonly kind: 'none' }
  /** Takes calls and answers nothing; appends are not carried out. Connections stay up. */
  | { readonly kind: 'silent' }
  /** Appends are written, and not answered. */
  | { readonly kind: 'silentAfterWrite' }
  /** Every answer and every event comes so much later. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Writes are refused with the leader's address. */
  | { readonly kind: 'notLeader'; readonly host: string; readonly port: number }
  /** Appends are written, then answered with this gRPC status. */
  | { readonly kind: 'errorAfterWrite'; readonly code: status }
  /** Subscriptions deliver every event so often; unless said, twice. */
  | { readonly kind: 'duplicates'; readonly times?: number }
  /** Subscriptions deliver after every event so many of those before it once more, in the wrong order. */
  | { readonly kind: 'rewinds'; readonly events: number }
  /** Appends are answered with this gRPC status and not carried out. */
  | { readonly kind: 'failing'; readonly code: status }
  /** Streams of the server end cleanly, running ones and new ones; appends end without an answer. */
  | { readonly kind: 'halfClose' };

/** The fault that is on, and who must know when it changes. */
export class FaultSwitch {
  private fault: Fault = { kind: 'none' };
  private readonly listeners = new Set<(fault: Fault) => void>();

  get now(): Fault {
    return this.fault;
  }

  set(fault: Fault): void {
    this.fault = fault;
    for (const listener of this.listeners) listener(fault);
  }

  onChange(listener: (fault: Fault) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async pause(): Promise<void> {
    if (this.fault.kind === 'slow') await sleep(this.fault.delayMs);
  }
}
