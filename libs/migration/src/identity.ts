import { createHash } from 'node:crypto';
import { isId } from '@tabularium/contracts';
import type { IdentityRule } from './mapping';
import { collapse } from './pattern';

/** Which project a row is about, from the row and the mapping alone. */
export interface Identity {
  readonly id: string;
  /** The id that the newer of two names would give, where the row tells of a renaming that no alias covers. */
  readonly newerId?: string;
}

export type Identify = (text: string) => Identity | undefined;

/** Undefined for a text that names no project in the form the rule asks for. */
export function identifier(rule: IdentityRule): Identify {
  const aliases = new Map(
    (rule.aliases ?? []).flatMap(({ id, names }) => names.map((name) => [normalised(name, rule), id] as const)),
  );
  const prefix = rule.prefix ?? '';
  const idOf = (name: string): string =>
    prefix + (aliases.get(normalised(name, rule)) ?? (rule.form === 'code' ? collapse(name) : slug(name, rule)));
  return (text) => {
    const name = collapse(text);
    if (rule.pattern && !new RegExp(rule.pattern, 'u').test(name)) return undefined;
    const found = aliases.has(normalised(name, rule)) ? { id: idOf(name) } : followed(name, rule, idOf);
    return name !== '' && isId(found.id) ? found : undefined;
  };
}

/** The project under its earlier name, if the text tells of one. */
function followed(name: string, { formerly }: IdentityRule, idOf: (name: string) => string): Identity {
  const told = formerly ? new RegExp(formerly, 'iu').exec(name) : null;
  const earlier = told?.[1];
  if (!told || !earlier) return { id: idOf(name) };
  return { id: idOf(earlier), newerId: idOf(name.replace(told[0], ' ')) };
}

/** Names that differ only in case, accents, punctuation, white space or words to drop are one name. */
export function normalised(name: string, { form, dropWords = [] }: IdentityRule): string {
  if (form === 'code') return collapse(name);
  const dropped = new Set(dropWords.map((word) => word.toLowerCase()));
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  const telling = words.filter((word) => !dropped.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

const LONGEST = 60;

/** The normalised name as an id; a long one is shortened and keeps apart by a hash of the whole. */
function slug(name: string, rule: IdentityRule): string {
  const whole = normalised(name, rule);
  const id = whole.replaceAll(' ', '-').replace(/[^A-Za-z0-9-]/gu, '');
  if (id.length <= LONGEST && id.replaceAll('-', '') === whole.replaceAll(' ', '')) return id;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${id.slice(0, LONGEST).replace(/-+$/u, '') || 'p'}~${hash}`;
}
