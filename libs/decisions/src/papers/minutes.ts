import type { Instant } from '@tabularium/kernel';
import type { Basis } from '@tabularium/read-store';
import type { Footer } from './footer';
import type { Section } from './minutes-text';

/** An act on the minutes, with the event that records it. */
export interface Act {
  readonly by: string;
  readonly at: Instant;
  /** Log index. */
  readonly event: number;
}

export interface Minutes {
  readonly basis: Basis;
  readonly meeting: string;
  readonly body: string;
  /** PREVIEW: as they would be drafted now. DRAFTED and SEALED: the text that was filed, whatever was recorded since. */
  readonly state: 'PREVIEW' | 'DRAFTED' | 'SEALED';
  readonly sections: readonly Section[];
  /** What is hashed. */
  readonly text: string;
  /** SHA-256 of the text; draft the minutes with it, and with `actions`. */
  readonly sha256: string;
  /** Papers kept from the reader: the text is then a copy without them, and its hash is not the one that is filed. */
  readonly papersWithheld: number;
  /** Whether the text as generated again has the hash that was filed; null for a preview, and for a copy. */
  readonly verified: boolean | null;
  readonly drafted: (Act & { readonly sha256: string }) | null;
  readonly sealed: (Act & { readonly atMeeting: string }) | null;
  /** Streams the text was written from, with the revision read; null for a preview. */
  readonly restsOn: Readonly<Record<string, number>> | null;
  readonly actions: readonly string[];
  /** Corrections proposed after the draft; the next draft takes them in. */
  readonly correctionsSince: readonly string[];
  readonly errata: readonly (Act & { readonly text: string })[];
  /** Names of those the minutes mention; they are not part of the text. */
  readonly people: Readonly<Record<string, string>>;
  readonly footer: Footer;
}
