import type { LocalDate, Money } from '@tabularium/kernel';
import type { Basis } from '@tabularium/read-store';
import type { Paper } from '../contract/item-parts';
import type { Footer } from './footer';

/** What a board is handed before a meeting. */
export interface BoardPack {
  readonly basis: Basis;
  readonly meeting: string;
  readonly body: string;
  readonly bodyName: string;
  /** Of the terms of reference. */
  readonly version: number;
  readonly notice: Notice;
  readonly members: readonly MemberExpected[];
  readonly quorum: {
    readonly rule: string;
    readonly votingSeats: number;
    readonly filled: number;
    readonly required: number;
  };
  readonly items: readonly AgendaItem[];
  readonly openActions: readonly OpenAction[];
  readonly openConditions: readonly OpenCondition[];
  /** What the reader must know about the pack itself. */
  readonly remarks: readonly string[];
  readonly people: Readonly<Record<string, string>>;
  readonly footer: Footer;
}

export interface Notice {
  readonly on: LocalDate;
  readonly mode: string;
  readonly place: string | null;
  readonly calledOn: LocalDate;
  /** Days between the call and the meeting, and those the terms of reference ask for. */
  readonly days: number;
  readonly daysNeeded: number;
  readonly waivedBy: readonly string[];
  readonly papersDueOn: LocalDate;
  readonly agendaPublished: boolean;
}

export interface MemberExpected {
  readonly seat: string;
  readonly title: string;
  readonly office: string | null;
  readonly voting: boolean;
  readonly personId: string | null;
  readonly alternate: string | null;
}

export interface AgendaItem {
  readonly place: number;
  readonly item: string;
  readonly subject: string;
  readonly summary: string | null;
  readonly matterType: string;
  readonly target: string | null;
  readonly amount: Money | null;
  readonly proposedBy: string;
  readonly effectiveFrom: LocalDate | null;
  readonly retroactiveBecause: string | null;
  /** What carries it; null where the terms of reference do not name the matter. */
  readonly votingRule: string | null;
  readonly papers: readonly PackPaper[];
  /** Papers kept from the reader, who is in conflict in the matter. */
  readonly papersWithheld: number;
  readonly papersLate: boolean;
  readonly recommendations: readonly Recommendation[];
  readonly conflicts: readonly Conflict[];
  /** Who would be counted if everybody came who is expected. */
  readonly quorate: { readonly required: number; readonly present: number; readonly quorate: boolean } | null;
  /** Commands that the decision would authorise. */
  readonly commands: readonly string[];
  readonly conditions: readonly string[];
  readonly sinceLastApproval: Since;
  readonly previous: readonly PreviousDecision[];
}

export interface PackPaper extends Paper {
  /** Of just this content; nobody = a draft. */
  readonly approvedBy: readonly string[];
}

export interface Recommendation {
  readonly adviser: string;
  readonly stance: string;
  readonly text: string;
  readonly by: string;
}

export interface Conflict {
  readonly personId: string;
  /** Why: what the records say, or what was declared. */
  readonly grounds: readonly string[];
  readonly state: 'OPEN' | 'RECUSED' | 'CLEARED';
  readonly settledBy: string | null;
  readonly reason: string | null;
}

/** What became different of the target since a body last approved something about it. */
export type Since =
  | { readonly kind: 'NO_TARGET' }
  | { readonly kind: 'FIRST_TIME' }
  | {
      readonly kind: 'SINCE';
      readonly decisionNo: string;
      readonly decidedOn: LocalDate;
      /** Log index of that decision. */
      readonly position: number;
      readonly changes: readonly Change[];
    };

export interface Change {
  readonly view: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
  /** What was true at the earlier date is now known to have been different. */
  readonly restated: boolean;
  readonly causes: readonly ChangeCause[];
  /** All of it follows from that decision itself. */
  readonly byThatDecision: boolean;
}

export interface ChangeCause {
  readonly event: number;
  readonly type: string;
  readonly by: string;
  readonly authority: string;
}

export interface PreviousDecision {
  readonly decisionNo: string;
  readonly body: string;
  readonly decidedOn: LocalDate;
  readonly subject: string;
  readonly outcome: string;
  readonly state: string;
}

export interface OpenAction {
  readonly action: string;
  readonly text: string;
  readonly owner: string;
  readonly dueOn: LocalDate;
  readonly slips: number;
  readonly overdueDays: number;
  readonly from: string;
}

export interface OpenCondition {
  readonly item: string;
  readonly text: string;
  readonly kind: string;
  readonly owner: string;
  readonly dueOn: LocalDate;
  readonly state: string;
}
