import type { AggregateContract } from '@tabularium/contracts';
import type { Caller } from '@tabularium/identity';

/** Who may use a route, as far as the route decides it. A route that says nothing is open to nobody. */
export type Access =
  | { readonly kind: 'public' }
  /** Anybody who is signed in. */
  | { readonly kind: 'person' }
  /** From this machine, or with a token of somebody with a role. */
  | { readonly kind: 'metrics' }
  | { readonly kind: 'command'; readonly contract: AggregateContract; readonly command: string }
  /** Rows of views; which ones, the question decides. */
  | { readonly kind: 'views' }
  /** What the engine is: for everyone who holds a role. */
  | { readonly kind: 'metadata' }
  /** Raw events. */
  | { readonly kind: 'log' };

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: Access;
  }
  interface FastifyRequest {
    /** Set before any handler of a route that is not public runs. */
    // eslint-disable-next-line no-restricted-syntax -- Fastify sets it on every request anew, the edge fills it
    caller: Caller | null;
  }
}
