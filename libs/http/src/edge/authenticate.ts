import { randomUUID } from 'node:crypto';
import { commandSpec, isId } from '@tabularium/contracts';
import { mayReadLog, mayReadMetadata, roleFor, sightOf, type Caller } from '@tabularium/identity';
import type { FastifyRequest } from 'fastify';
import { idempotencyKey } from '../commands/command-headers';
import { badParameter, notAllowed, notSignedIn, type Problem } from '../problem';
import type { Access } from './access';
import type { Edge } from './edge';

/** Who calls, and whether the route is for them: before a body is read, and for addresses that do not exist alike. */
export async function admit(edge: Edge, request: FastifyRequest): Promise<Problem | undefined> {
  const access = request.is404 ? undefined : request.routeOptions.config.access;
  if (access?.kind === 'public' || (access?.kind === 'metrics' && isLocal(request))) return undefined;
  const caller = await callerOf(edge, request.headers.authorization);
  if (!caller) return notSignedIn();
  request.caller = caller;
  if (request.is404) return undefined;
  return access ? refusedBy(edge, access, caller, request) : notAllowed();
}

async function callerOf(edge: Edge, authorization: string | undefined): Promise<Caller | undefined> {
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
  const claims = token === undefined ? null : await edge.tokens.verify(token);
  return claims ? edge.callerOf(claims.sub) : undefined;
}

type Guarded = Exclude<Access, { readonly kind: 'public' }>;

async function refusedBy(
  edge: Edge,
  access: Guarded,
  caller: Caller,
  request: FastifyRequest,
): Promise<Problem | undefined> {
  if (access.kind === 'command') return commandRefusedBy(edge, access, caller, request);
  return permitted[access.kind](caller) ? undefined : notAllowed();
}

const permitted: Readonly<Record<Exclude<Guarded['kind'], 'command'>, (caller: Caller) => boolean>> = {
  views: (caller) => sightOf(caller) !== 'nothing',
  metadata: mayReadMetadata,
  metrics: mayReadMetadata,
  log: mayReadLog,
  person: () => true,
};

/** A command that roles do not allow is on the record, like every refusal. */
async function commandRefusedBy(
  edge: Edge,
  { contract, command }: Extract<Access, { readonly kind: 'command' }>,
  caller: Caller,
  request: FastifyRequest,
): Promise<Problem | undefined> {
  const { id } = request.params as { readonly id: string };
  if (!isId(id)) return badParameter('id', 'not an id');
  const spec = commandSpec(contract.commands[command] ?? {});
  if (roleFor(caller, spec, id)) return undefined;
  const commandId = idempotencyKey(request.headers) ?? randomUUID();
  await edge.recordForbidden({ contract, command, id, caller, commandId, correlationId: request.id });
  return notAllowed();
}

/** From this machine, and not handed on by a proxy on it. */
const isLocal = ({ ip, headers }: FastifyRequest): boolean =>
  headers['x-forwarded-for'] === undefined && (ip === '::1' || /^(?:::ffff:)?127\./.test(ip));
