import { EXIT, Failure } from '../exit';

const pattern = /^([A-Za-z][A-Za-z0-9]*)(>=|<=|=|~)(.*)$/s;
const suffixes: Readonly<Record<string, string>> = { '=': '', '>=': '.gte', '<=': '.lte', '~': '.like' };

/** `unit=Transport`, `endsOn>=2026-01-01`, `name~rail` as the API asks for them: column, `.gte`, `.lte`, `.like`. */
export function whereOf(text: string): readonly [name: string, value: string] {
  const [, column, sign, value] = pattern.exec(text) ?? [];
  if (column === undefined || sign === undefined || value === undefined) throw new Failure(EXIT.usage, [notOne(text)]);
  return [`${column}${suffixes[sign] ?? ''}`, value];
}

const notOne = (text: string): string =>
  `${text} is no condition: write column=value, column>=value, column<=value or column~part`;
