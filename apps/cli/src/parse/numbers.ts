import { InvalidArgumentError } from 'commander';

/** For options: a whole number within bounds; anything else is wrong usage. */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (!(number >= min && number <= max))
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return number;
  };

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** `90s`, `15m`, `8h`, or plain seconds. */
export function duration(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError('Write seconds, or 90s, 15m, 8h.');
  return Number(amount) * (seconds[unit ?? 's'] ?? 1);
}

/** For options that may be given more than once. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const commaList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
