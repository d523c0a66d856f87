import type { ChangeType } from '@tabularium/control/contract';
import type { LocalDate } from '@tabularium/kernel';
import type { GateOutcome } from '@tabularium/portfolio/contract';

/** A change request of the sample; cost in thousands of pounds. */
export interface ChangeStory {
  readonly on: LocalDate;
  readonly title: string;
  readonly type: ChangeType;
  readonly category: string;
  readonly priority: number;
  readonly costK: number;
  readonly days: number;
  readonly ifNotDone: string;
  readonly outcome: 'approved' | 'rejected' | 'postponed' | 'withdrawn' | 'waiting' | 'raised';
}

/** What sets a project apart from a quiet life. */
export interface Story {
  readonly changes?: readonly ChangeStory[];
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

const change = (
  on: LocalDate,
  title: string,
  type: ChangeType,
  category: string,
  priority: number,
  costK: number,
  days: number,
  outcome: ChangeStory['outcome'],
  ifNotDone: string,
): ChangeStory => ({ on, title, type, category, priority, costK, days, outcome, ifNotDone });

export const stories: Readonly<Record<string, Story>> = {
  'PRJ-2023-0001': {
    changes: [
      change(
        '2024-11-18',
        'Larger rock armour on the seaward face',
        'EXTERNAL',
        'Scope',
        4,
        1400,
        60,
        'approved',
        'The new wave model shows overtopping in a one-in-20-year storm',
      ),
      change(
        '2025-06-16',
        'Night working on the eastern arm',
        'REQUEST_FOR_CHANGE',
        'Schedule',
        2,
        310,
        -45,
        'rejected',
        'The season of 2025 is lost',
      ),
    ],
    overspends: '2025-03-31',
    slips: [{ on: '2025-02-10', to: '2026-12-18', reason: 'Rock armour has a lead time of 22 weeks' }],
  },
  'PRJ-2023-0002': {
    gates: { G2: ['REWORK', 'PASS'] },
    changes: [
      change(
        '2025-02-24',
        'Ice plant on the upper level',
        'OFF_SPECIFICATION',
        'Quality',
        3,
        220,
        20,
        'approved',
        'The plant floods at spring tides',
      ),
      change(
        '2025-10-13',
        'Visitor gallery over the auction hall',
        'OPPORTUNITY',
        'Scope',
        1,
        480,
        35,
        'withdrawn',
        'Visitors watch from outside, as today',
      ),
      change(
        '2026-07-20',
        'Second slipway',
        'REQUEST_FOR_CHANGE',
        'Scope',
        2,
        640,
        90,
        'postponed',
        'Small boats queue at low water',
      ),
    ],
    slips: [{ on: '2025-09-22', to: '2027-08-31', reason: 'Contractor insolvency and re-tender' }],
  },
  'PRJ-2023-0003': {
    gates: { G1: ['PASS'], G2: ['HOLD', 'CONDITIONAL'], G3: ['REWORK', 'PASS'] },
    changes: [
      change(
        '2025-03-17',
        'Utilities diversion at Market Cross',
        'EXTERNAL',
        'Cost',
        5,
        3900,
        110,
        'approved',
        'The trunk main cannot stay under the track slab',
      ),
      change(
        '2026-02-16',
        'Two more tram vehicles',
        'OPPORTUNITY',
        'Benefits',
        3,
        7800,
        0,
        'rejected',
        'The peak service stays at ten minutes',
      ),
      change(
        '2026-09-14',
        'Noise walls at Linden Street',
        'CONCERN',
        'Quality',
        4,
        950,
        15,
        'waiting',
        'The planning condition is not met',
      ),
    ],
    slips: [{ on: '2025-11-10', to: '2028-12-15', reason: 'Utilities diversion' }],
  },
  'PRJ-2023-0005': {
    changes: [
      change(
        '2025-05-19',
        'Sprinklers in all blocks',
        'EXTERNAL',
        'Quality',
        5,
        1150,
        25,
        'approved',
        'The blocks cannot be occupied under the new regulation',
      ),
      change(
        '2026-03-09',
        'Car-free courtyard',
        'OPPORTUNITY',
        'Sustainability',
        2,
        -180,
        0,
        'approved',
        'The courtyard stays a car park',
      ),
    ],
  },
  'PRJ-2023-0008': {
    changes: [
      change(
        '2024-06-17',
        'Sign-in with the national identity scheme',
        'REQUEST_FOR_CHANGE',
        'Scope',
        4,
        190,
        30,
        'approved',
        'Residents keep two accounts',
      ),
    ],
  },
  'PRJ-2023-0009': {
    gates: { RfE: ['REWORK', 'CONDITIONAL'] },
    changes: [
      change(
        '2025-01-27',
        'Keep the old system for another billing year',
        'CONCERN',
        'Schedule',
        5,
        870,
        270,
        'approved',
        'Bills for 2025-26 would be wrong',
      ),
      change(
        '2025-11-03',
        'Drop the business-rates module',
        'REQUEST_FOR_CHANGE',
        'Scope',
        4,
        -240,
        -60,
        'approved',
        'The module delays everything else',
      ),
    ],
    slips: [{ on: '2025-02-17', to: '2027-02-26', reason: 'Data migration failed its second rehearsal' }],
    overspends: '2025-06-30',
  },
  'PRJ-2024-0001': {
    gates: { G2: ['CONDITIONAL'] },
    changes: [
      change(
        '2025-08-11',
        'Fish pass at the lower basin',
        'EXTERNAL',
        'Scope',
        3,
        430,
        20,
        'approved',
        'The environment permit is refused',
      ),
    ],
  },
  'PRJ-2024-0003': {
    misrecorded: { quarter: '2025-03-31', recorded: 'AMBER', correctedOn: '2025-06-17' },
    gates: { G2: ['REWORK', 'PASS'] },
  },
  'PRJ-2024-0004': {
    changes: [
      change(
        '2025-04-14',
        'Consent for out-of-area patients',
        'OFF_SPECIFICATION',
        'Risk',
        4,
        85,
        40,
        'approved',
        'Records of one in nine patients stay closed',
      ),
    ],
  },
  'PRJ-2024-0005': {
    changes: [
      change(
        '2026-08-10',
        'Hydrotherapy pool',
        'OPPORTUNITY',
        'Benefits',
        2,
        720,
        75,
        'waiting',
        'Patients travel to the hospital pool',
      ),
    ],
  },
  'PRJ-2024-0006': {
    gates: { G2: ['STOP'] },
    ends: {
      on: '2025-09-22',
      how: 'terminated',
      reason: 'Gate G2 stopped it: the sale of two offices fell through and the case no longer stands',
    },
    changes: [
      change(
        '2025-05-12',
        'Keep the Station Street office',
        'CONCERN',
        'Benefits',
        5,
        2600,
        0,
        'rejected',
        'Nobody can say where 340 people would work',
      ),
    ],
  },
  'PRJ-2024-0009': {
    changes: [
      change(
        '2025-09-08',
        'Junction at Mill Lane',
        'REQUEST_FOR_CHANGE',
        'Scope',
        3,
        260,
        30,
        'approved',
        'The route ends 200 m before the school',
      ),
    ],
  },
  'PRJ-2024-0012': {
    renamed: { on: '2024-11-04', to: 'Contact centre and telephony', reason: 'Telephony was added at approval' },
  },
  'PRJ-2024-0013': {
    ends: { on: '2025-10-20', how: 'onHold', reason: 'Asbestos in the east wing; survey before any more is spent' },
    changes: [
      change(
        '2025-09-15',
        'Strip out the east wing',
        'EXTERNAL',
        'Risk',
        5,
        780,
        150,
        'waiting',
        'No work can go on in the wing',
      ),
    ],
  },
  'PRJ-2024-0014': {
    changes: [
      change(
        '2025-12-08',
        'Signals at the hospital gate',
        'CONCERN',
        'Quality',
        4,
        140,
        10,
        'approved',
        'Ambulances queue with the buses',
      ),
    ],
  },
  'PRJ-2025-0001': {
    changes: [
      change(
        '2026-01-19',
        'Solar panels with the roofs',
        'OPPORTUNITY',
        'Sustainability',
        3,
        910,
        40,
        'approved',
        'Scaffolding goes up twice',
      ),
    ],
  },
  'PRJ-2025-0002': { gates: { G2: ['HOLD', 'PASS'] }, overspends: '2026-06-30' },
  'PRJ-2025-0008': {
    transferred: { on: '2026-03-16', to: 'Digital and Data', reason: 'Run together with the resident portal' },
    changes: [
      change(
        '2026-09-28',
        'Photographs with a repair request',
        'REQUEST_FOR_CHANGE',
        'Scope',
        2,
        45,
        10,
        'raised',
        'Surveyors visit twice',
      ),
    ],
  },
};
