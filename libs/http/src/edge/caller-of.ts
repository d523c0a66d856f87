import type { Caller } from '@tabularium/identity';
import type { FastifyRequest } from 'fastify';
import { notSignedIn } from '../problem';

/** Who calls. Set by the edge on every route that is not public; throws Problem (401) elsewhere. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (!caller) throw notSignedIn();
  return caller;
}
