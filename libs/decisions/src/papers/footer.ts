import { createHash } from 'node:crypto';
import { canonicalJson } from '@tabularium/kernel';
import type { Basis } from '@tabularium/read-store';

/** What every document says of itself. */
export interface Footer {
  readonly asOf: string;
  readonly knownAt: string | null;
  /** Log index. */
  readonly position: number;
  /** Rules it speaks of: terms of reference with their version. */
  readonly rules: readonly string[];
  readonly generator: 'Tabularium';
  /** SHA-256 (hex) of the content in canonical JSON (RFC 8785), footer and basis left out. */
  readonly sha256: string;
  /** Entries left out because they are not for the reader. */
  readonly omitted: number;
}

export function footerOf(
  { asOf, knownAt, logIndex }: Basis,
  content: object,
  rules: readonly string[],
  omitted = 0,
): Footer {
  const sha256 = createHash('sha256').update(canonicalJson(content)).digest('hex');
  return { asOf, knownAt, position: logIndex, rules, generator: 'Tabularium', sha256, omitted };
}

export const footerLines = ({
  asOf,
  knownAt,
  position,
  rules,
  generator,
  sha256,
  omitted,
}: Footer): readonly string[] => [
  `As of ${asOf} · known at ${knownAt ?? 'the beginning'} · position ${position}`,
  `${[...rules, generator].join(' · ')}${omitted > 0 ? ` · ${omitted} entries left out` : ''}`,
  `Content SHA-256 ${sha256}`,
];
