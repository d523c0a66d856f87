import { changesOf, type ChangeStory } from './change-stories';
import type { LocalDate } from '@tabularium/kernel';
import type { GateOutcome } from '@tabularium/portfolio/contract';

/** What sets a project apart from a quiet life. */
export interface Story {
  readonly changes: readonly ChangeStory[];
  /** Outcome of each attempt, by gate; a gate not named passes at the first. */
  readonly gates?: Readonly<Record<string, readonly GateOutcome[]>>;
  readonly ends?: { readonly on: LocalDate; readonly how: 'terminated' | 'onHold'; readonly reason: string };
  readonly renamed?: { readonly on: LocalDate; readonly to: string; readonly reason: string };
  readonly transferred?: { readonly on: LocalDate; readonly to: string; readonly reason: string };
  /** Quarter end at which more is spent than was released. */
  readonly overspends?: LocalDate;
  readonly slips?: readonly { readonly on: LocalDate; readonly to: LocalDate; readonly reason: string }[];
  /** An assessment that was recorded wrongly, and what it should have been. */
  readonly misrecorded?: { readonly quarter: LocalDate; readonly recorded: string; readonly correctedOn: LocalDate };
}

const turns: Readonly<Record<string, Omit<Story, 'changes'>>> = {
  'PRJ-2023-0001': {
    overspends: '2025-03-31',
    slips: [{ on: '2025-02-10', to: '2026-12-18', reason: 'Rock armour has a lead time of 22 weeks' }],
  },
  'PRJ-2023-0002': {
    gates: { G2: ['REWORK', 'PASS'] },
    slips: [{ on: '2025-09-22', to: '2027-08-31', reason: 'Contractor insolvency and re-tender' }],
  },
  'PRJ-2023-0003': {
    gates: { G1: ['PASS'], G2: ['HOLD', 'CONDITIONAL'], G3: ['REWORK', 'PASS'] },
    slips: [{ on: '2025-11-10', to: '2028-12-15', reason: 'Utilities diversion' }],
  },
  'PRJ-2023-0009': {
    gates: { RfE: ['REWORK', 'CONDITIONAL'] },
    slips: [{ on: '2025-02-17', to: '2027-02-26', reason: 'Data migration failed its second rehearsal' }],
    overspends: '2025-06-30',
  },
  'PRJ-2024-0001': {
    gates: { G2: ['CONDITIONAL'] },
  },
  'PRJ-2024-0003': {
    misrecorded: { quarter: '2025-03-31', recorded: 'AMBER', correctedOn: '2025-06-17' },
    gates: { G2: ['REWORK', 'PASS'] },
  },
  'PRJ-2024-0006': {
    gates: { G2: ['STOP'] },
    ends: {
      on: '2025-09-22',
      how: 'terminated',
      reason: 'Gate G2 stopped it: the sale of two offices fell through and the case no longer stands',
    },
  },
  'PRJ-2024-0012': {
    renamed: { on: '2024-11-04', to: 'Contact centre and telephony', reason: 'Telephony was added at approval' },
  },
  'PRJ-2024-0013': {
    ends: { on: '2025-10-20', how: 'onHold', reason: 'Asbestos in the east wing; survey before any more is spent' },
  },
  'PRJ-2024-0016': {
    renamed: { on: '2024-11-11', to: 'Finance system in the cloud', reason: 'The board knew it by its old name' },
  },
  'PRJ-2025-0002': { gates: { G2: ['HOLD', 'PASS'] }, overspends: '2026-06-30' },
  'PRJ-2025-0008': {
    transferred: { on: '2026-03-16', to: 'Digital and Data', reason: 'Run together with the resident portal' },
  },
};

/** What happened to a project out of the ordinary. */
export const storyOf = (projectId: string): Story => ({ ...turns[projectId], changes: changesOf(projectId) });
