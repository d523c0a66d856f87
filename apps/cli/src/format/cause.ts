import type { Actor, Authority, Evidence } from '@tabularium/kernel';
import type { LoggedEvent } from '@tabularium/read-store';
import type { Cause } from '../api/shapes';
import { formatValue } from './value';

/** `e.varga (FINANCE_CONTROLLER)` */
export const actorOf = ({ id, role, onBehalfOf }: Actor): string =>
  [id, role && `(${role})`, onBehalfOf && `for ${onBehalfOf}`].filter(Boolean).join(' ');

/** `DELEGATION e.varga.2 up to £5,000.00` */
export const authorityOf = ({ basis, ref, limit }: Authority): string =>
  [basis, ref, limit && `up to ${formatValue(limit)}`].filter(Boolean).join(' ');

/** `2021.csv 17` (row, or column where a file holds one project per column), or a document and its version. */
export const evidenceOf = ({ file, row, documentId, version, sha256 }: Evidence): string =>
  [file, row, documentId, version && `version ${version}`, !file && sha256?.slice(0, 12)].filter(Boolean).join(' ');

/** `#12 RoleGranted by director` */
export const causeWords = ({ index, type, actor }: Cause): string => `#${index} ${type} by ${actor.id}`;

/** What auditors read of an event: when, by whom, by what right, on what evidence. */
export const provenance = (event: Cause | LoggedEvent) => {
  const { actor, authority, recordedAt, effectiveAt, reason, evidence } = 'metadata' in event ? event.metadata : event;
  return {
    event: `#${event.index} ${event.type}`,
    stream: event.stream,
    recorded: `${recordedAt.slice(0, 19)}Z`,
    effective: effectiveAt.slice(0, 10),
    who: actorOf(actor),
    authority: authorityOf(authority),
    evidence: evidence?.map(evidenceOf),
    reason,
  };
};
