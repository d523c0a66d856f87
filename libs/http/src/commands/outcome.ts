import { amountText, type Refusal, type RefusalText } from '@tabularium/kernel';
import { isMoneyLike } from './money-like';

/** What a carried-out command answers. */
export interface CommandReceipt {
  readonly stream: string;
  /** Last revision of the command's events; of the stream, if it was already so. */
  readonly revision: number;
  /** Place in the log of the store; null only when there is no stream. */
  readonly position: string | null;
  /** Empty: it was already so. */
  readonly eventIds: readonly string[];
  readonly commandId: string;
  /** The command had been carried out before; this is its original receipt. */
  readonly replayed?: true;
  /** With `Prefer: wait=projection`: whether the views show it. */
  readonly projected?: boolean;
}

/** The rules said no. */
export interface RefusedCommand {
  readonly code: string;
  readonly words: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** What was addressed is not there. */
  readonly absent?: true;
}

export type Outcome =
  | { readonly kind: 'accepted'; readonly receipt: CommandReceipt }
  | { readonly kind: 'refused'; readonly refusal: RefusedCommand };

/** A refusal with its words completed from its detail. */
export function refusedCommand({ refused, detail }: Refusal, text: RefusalText | undefined): RefusedCommand {
  return {
    code: refused,
    words: complete(text?.words ?? refused, detail ?? {}),
    ...(detail ? { detail } : {}),
    ...(text?.absent ? { absent: true } : {}),
  };
}

const complete = (words: string, detail: Readonly<Record<string, unknown>>): string =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => textOf(detail[name]));

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (isMoneyLike(value)) return amountText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
