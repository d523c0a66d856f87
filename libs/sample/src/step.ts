import type { ChangeRequestCommands } from '@tabularium/control/contract';
import type {
  ActionItemCommands,
  DecisionItemCommands,
  GovernanceBodyCommands,
  MeetingCommands,
} from '@tabularium/decisions/contract';
import type { BudgetCommands, CostLedgerCommands } from '@tabularium/finance/contract';
import type { Instant, LocalDate } from '@tabularium/kernel';
import type {
  DelegationCommands,
  DelegationMatrixCommands,
  GovernancePolicyCommands,
  InterestRegisterCommands,
  OrganisationCommands,
  PersonCommands,
} from '@tabularium/organisation/contract';
import type {
  GateReviewCommands,
  PortfolioCommands,
  ProgrammeCommands,
  ProjectCommands,
} from '@tabularium/portfolio/contract';

/** The commands the sample uses, by aggregate. */
interface Commands {
  readonly person: PersonCommands;
  readonly organisation: OrganisationCommands;
  readonly delegationMatrix: DelegationMatrixCommands;
  readonly delegation: DelegationCommands;
  readonly governancePolicy: GovernancePolicyCommands;
  readonly interestRegister: InterestRegisterCommands;
  readonly governanceBody: GovernanceBodyCommands;
  readonly meeting: MeetingCommands;
  readonly decisionItem: DecisionItemCommands;
  readonly actionItem: ActionItemCommands;
  readonly portfolio: PortfolioCommands;
  readonly programme: ProgrammeCommands;
  readonly project: ProjectCommands;
  readonly gateReview: GateReviewCommands;
  readonly budget: BudgetCommands;
  readonly costLedger: CostLedgerCommands;
  readonly changeRequest: ChangeRequestCommands;
}

/** One command of the plan: when, by whom, what. */
export interface Step {
  readonly at: Instant;
  readonly actor: string;
  readonly category: string;
  readonly id: string;
  readonly command: string;
  readonly data: object;
  /** The rules are expected to say no, with this code. */
  readonly refused?: string;
  /** A name by which a later step can point at the event this one makes. */
  readonly called?: string;
}

/** Stands for the id of the event that the step of this name makes. */
export const eventOf = (called: string): string => `${EVENT_OF}${called}`;

/** The name in what `eventOf` made; empty for other text. */
export const nameIn = (text: string): string => (text.startsWith(EVENT_OF) ? text.slice(EVENT_OF.length) : '');

const EVENT_OF = 'event of ';

/** Stands for the hash of the minutes as drafted from the record. */
export const DRAFTED = 'hash of the minutes as drafted';

/** A typed step. `time`: `HH:mm` of the working day, UTC. */
export function step<K extends keyof Commands, N extends keyof Commands[K] & string>(
  on: LocalDate,
  time: string,
  actor: string,
  category: K,
  id: string,
  command: N,
  data: Commands[K][N] & object,
  more: Pick<Step, 'refused' | 'called'> = {},
): Step {
  return { at: `${on}T${time}:00.000Z`, actor, category, id, command, data, ...more };
}
