import type { ActingAuthority, Actor } from '@tabularium/kernel';

/** Who asks for what, under which key. */
export interface CommandCall {
  /** Id of the aggregate. */
  readonly id: string;
  readonly command: string;
  readonly data: object;
  readonly actor: Actor;
  readonly authority: ActingAuthority;
  /** The idempotency key: the same command again gives the original receipt. */
  readonly commandId: string;
  /** Default: the command id. */
  readonly correlationId?: string;
  /** Default: the command id. */
  readonly causationId?: string;
  /** The revision the caller saw; a lost race is then the caller's to judge. */
  readonly ifMatch?: number | 'no_stream';
}
