import type { Choice, DecisionCondition } from '@tabularium/decisions/contract';
import { addDays, type LocalDate } from '@tabularium/kernel';

/** What sets a matter apart from a quiet way through its board. */
interface MatterStory {
  /** What came of it in the meeting a fortnight before. */
  readonly before?: 'DEFERRED' | 'INQUORATE';
  /** WRITTEN: decided by circulation. DEMANDED: circulated until a member asked for a meeting. URGENT: by the chair alone. */
  readonly how?: 'WRITTEN' | 'DEMANDED' | 'URGENT';
  readonly votes?: Readonly<Record<string, Choice>>;
  /** The chair decides a tie. */
  readonly casting?: 'FOR' | 'AGAINST';
  readonly advice?: 'FOR' | 'AGAINST';
  /** Members who declare an interest in the matter itself. */
  readonly declares?: Readonly<Record<string, string>>;
  /** Members who leave before the ballot. */
  readonly leaves?: readonly string[];
  /** Brought before a body whose limit lies below the amount: it is passed up at once. */
  readonly brought?: 'PB';
  /** The target changed after the proposal: a first ballot is refused, and the proposal upheld. */
  readonly stale?: true;
  /** The papers changed after they were due, and the chair let them in. */
  readonly late?: true;
  readonly conditions?: (on: LocalDate) => readonly DecisionCondition[];
}

const deed = (on: LocalDate): DecisionCondition => ({
  id: 'DEED',
  text: 'The deed of the school site is signed',
  kind: 'PRECEDENT',
  owner: 'z.horvat',
  dueOn: addDays(on, 40),
  evidenceType: 'Signed deed',
  onBreach: 'LAPSE',
});
const grant = (on: LocalDate): DecisionCondition => ({
  id: 'GRANT',
  text: 'The affordable homes grant is confirmed',
  kind: 'SUBSEQUENT',
  owner: 'k.mcallister',
  dueOn: addDays(on, 180),
  evidenceType: 'Letter of the funder',
  onBreach: 'ESCALATE',
});
const permit = (on: LocalDate): DecisionCondition => ({
  id: 'PERMIT',
  text: 'The drainage board grants its permit',
  kind: 'SUBSEQUENT',
  owner: 'q.fairweather',
  dueOn: addDays(on, 90),
  evidenceType: 'Permit',
  onBreach: 'SUSPEND',
});
const training = (on: LocalDate): DecisionCondition => ({
  id: 'TRAINING',
  text: 'Every ward has a trained super-user',
  kind: 'SUBSEQUENT',
  owner: 'y.aboud',
  dueOn: addDays(on, 120),
  evidenceType: 'Training record',
  onBreach: 'ESCALATE',
});

/** By matter. Whoever is not named votes as the rest do. */
const matterStories: Readonly<Record<string, MatterStory>> = {
  'PRJ-2023-0003.approval': { advice: 'FOR', votes: { 's.oyelaran': 'AGAINST' } },
  'PRJ-2023-0004.approval': { brought: 'PB' },
  'PRJ-2023-0005.approval': { before: 'INQUORATE', advice: 'FOR', conditions: (on) => [grant(on)] },
  'PRJ-2024-0001.approval': { before: 'DEFERRED', conditions: (on) => [permit(on)] },
  'PRJ-2024-0002.approval': { conditions: (on) => [deed(on)] },
  'PRJ-2024-0004.approval': { conditions: (on) => [training(on)] },
  'PRJ-2024-0009.approval': { how: 'DEMANDED' },
  'PRJ-2024-0010.approval': { how: 'WRITTEN' },
  'PRJ-2023-0009.RfE-2': {
    votes: { 'e.varga': 'AGAINST', 'o.nystrom': 'AGAINST', 'b.singh': 'FOR', 'g.achebe': 'ABSTAIN' },
    advice: 'AGAINST',
    casting: 'FOR',
  },
  'PRJ-2023-0003.change-1': { how: 'URGENT' },
  'PRJ-2023-0003.change-2': {
    advice: 'AGAINST',
    votes: { 'p.thackeray': 'AGAINST', 'e.varga': 'AGAINST', 'o.nystrom': 'AGAINST', 'g.achebe': 'AGAINST' },
  },
  'PRJ-2024-0006.change-1': {
    votes: { 'p.thackeray': 'AGAINST', 'e.varga': 'AGAINST', 'v.romero': 'AGAINST', 'b.singh': 'AGAINST' },
  },
  'PRJ-2024-0006.approval': { declares: { 's.oyelaran': 'Chairs the trust that lets one of the five offices' } },
  'PRJ-2024-0007.approval': { late: true },
  'PRJ-2024-0016.approval': { stale: true },
  'PRJ-2024-0017.approval': { leaves: ['v.romero'] },
  'OPS.DRY-DOCK': { how: 'URGENT' },
};

export const storyOfMatter = (id: string): MatterStory => matterStories[id] ?? {};
