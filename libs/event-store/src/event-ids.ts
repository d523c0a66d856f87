import { parse, v5 } from 'uuid';

/** Namespace of our derived event ids (RFC 9562, version 5). Never changed: retries lean on it. */
const NAMESPACE = parse('7b1d9a52-6c0e-4f0b-9d53-2a8f4c7e6b11');

/**
 * Id of the n-th event (from 0) that a command makes in a stream: the same whenever it is carried out again. The stream is
 * part of it, so that a key used on two aggregates never gives one id twice.
 */
export const eventIdOf = (stream: string, commandId: string, index: number): string =>
  v5(Buffer.from(`${stream}\n${commandId}\n${index}`), NAMESPACE);
