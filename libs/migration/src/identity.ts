import { createHash } from 'node:crypto';
import { isId } from '@tabularium/contracts';
import { columnAt } from './columns';
import type { Alias, IdentityRule } from './mapping';
import { collapse, matcher } from './pattern';

/** Which project a row is about, from the row and the mapping alone. */
export interface Identity {
  readonly id: string;
  /** The id that the newer of two names would give, where the row tells of a renaming that no alias covers. */
  readonly newerId?: string;
}

/** Undefined for a text that names no project in the form the rule asks for. */
export type Identify = (text: string, cells: readonly string[]) => Identity | undefined;

/** How rows under these headers tell which project they are about. */
export function identifier(rule: IdentityRule, headers: readonly string[]): Identify {
  const aliasOf = aliasFinder(rule, headers);
  return (text, cells) => {
    const name = collapse(text);
    if (rule.pattern && !new RegExp(rule.pattern, 'u').test(name)) return undefined;
    const alias = (one: string): string | undefined => aliasOf(one, cells);
    const idOf = (one: string): string => (rule.prefix ?? '') + (alias(one) ?? plainId(one, rule));
    const found = alias(name) === undefined ? followed(name, rule, idOf) : { id: idOf(name) };
    return name !== '' && isId(found.id) ? found : undefined;
  };
}

function aliasFinder(rule: IdentityRule, headers: readonly string[]) {
  const named = (rule.aliases ?? []).flatMap(({ names, ...alias }) =>
    names.map((name) => ({ name: normalised(name, rule), id: alias.id, holds: condition(alias, headers) })),
  );
  const known = new Set(named.map(({ name }) => name));
  return (text: string, cells: readonly string[]): string | undefined => {
    const name = normalised(text, rule);
    return known.has(name) ? named.find((alias) => alias.name === name && alias.holds(cells))?.id : undefined;
  };
}

/** The project under its earlier name, if the text tells of one. */
function followed(name: string, { formerly }: IdentityRule, idOf: (name: string) => string): Identity {
  const told = formerly ? new RegExp(formerly, 'iu').exec(name) : null;
  const earlier = told?.[1];
  if (!told || !earlier) return { id: idOf(name) };
  return { id: idOf(earlier), newerId: idOf(name.replace(told[0], ' ')) };
}

const plainId = (name: string, rule: IdentityRule): string =>
  rule.form === 'code' ? collapse(name) : slug(normalised(name, rule));

/** Names that differ only in case, accents, punctuation, white space or what the rule leaves out are one name. */
export function normalised(name: string, { form, ignore, dropWords = [] }: IdentityRule): string {
  if (form === 'code') return collapse(name);
  const dropped = new Set(dropWords.map((word) => word.toLowerCase()));
  const words = wordsOf(ignore ? name.replace(new RegExp(ignore, 'gu'), ' ') : name);
  const telling = words.filter((word) => !dropped.has(word));
  return (telling.length > 0 ? telling : wordsOf(name)).join(' ');
}

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');

const LONGEST = 60;

/** The normalised name as an id; a long one is shortened and keeps apart by a hash of the whole. */
function slug(name: string): string {
  const id = name.replaceAll(' ', '-').replace(/[^a-z0-9-]/gu, '');
  if (id.length <= LONGEST && id.length === name.length) return id;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${id.slice(0, LONGEST).replace(/-+$/u, '') || 'p'}~${hash}`;
}

function condition({ when }: Pick<Alias, 'when'>, headers: readonly string[]): (cells: readonly string[]) => boolean {
  if (!when) return () => true;
  const found = columnAt(when.column, headers);
  const at = 'at' in found ? found.at : undefined;
  const isSaid = matcher([when.is]);
  return (cells) => at !== undefined && isSaid(cells[at] ?? '');
}
