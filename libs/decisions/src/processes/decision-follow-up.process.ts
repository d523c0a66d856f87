import { addDays, type FactMeta, type Process, type ProcessCommand } from '@tabularium/kernel';
import type { DecisionItemEvents } from '../contract/decision-item.contract';
import type { GateRelease } from '../contract/item-parts';

type Followed = Pick<
  DecisionItemEvents,
  'EffectFailed' | 'ConditionBreached' | 'UrgentDecisionLapsed' | 'DecisionLapsed' | 'DecisionRescinded'
>;

/** Days to see to what went wrong. */
const DAYS = 7;

/**
 * Somebody is told of what went wrong. With a decision the pass it gave falls, and the money it released is taken back as
 * far as it is left.
 */
export const decisionFollowUp: Process<Followed> = {
  name: 'decision-follow-up',
  on: {
    EffectFailed: ({ n, attempt, code, owner, subject }, event) => [
      action(event, `effect-${n}-${attempt}`, owner, `Effect ${n} of "${subject}" was refused: ${code}`),
    ],
    ConditionBreached: ({ conditionId, owner, text, dueOn }, event) => [
      action(event, `condition-${conditionId}`, owner, `The condition "${text}" was due on ${dueOn}`),
    ],
    UrgentDecisionLapsed: (lapsed, event) => [
      action(event, 'lapsed', lapsed.by, 'The urgent decision was not ratified and has lapsed'),
      ...revoked(lapsed, 'The urgent decision lapsed'),
    ],
    DecisionLapsed: (lapsed) => revoked(lapsed, 'The decision lapsed'),
    DecisionRescinded: (rescinded) => revoked(rescinded, `Rescinded by ${rescinded.byDecisionNo}`),
  },
};

const action = (
  { entityId, recordedAt }: FactMeta & { readonly entityId: string },
  name: string,
  owner: string,
  text: string,
): ProcessCommand => ({
  category: 'actionItem',
  id: `${entityId}.${name}`,
  command: 'RaiseAction',
  data: { text, owner, dueOn: addDays(recordedAt.slice(0, 10), DAYS), from: entityId },
});

type Undone = Pick<DecisionItemEvents['DecisionLapsed'], 'unspent' | 'decisionNo' | 'passes'> & {
  readonly release?: GateRelease;
};

const revoked = (undone: Undone, reason: string): readonly ProcessCommand[] => [
  ...passesRevoked(undone, reason),
  ...revocation(undone, reason),
];

const passesRevoked = ({ decisionNo, passes = [] }: Undone, reason: string): readonly ProcessCommand[] =>
  passes.map(({ projectId, gate }) => ({
    category: 'gateReview',
    id: `${projectId}.${gate}`,
    command: 'RevokeGatePass',
    data: { decisionNo, reason },
  }));

const revocation = ({ unspent, release }: Undone, reason: string): readonly ProcessCommand[] =>
  unspent && release
    ? [
        {
          category: 'budget',
          id: release.projectId,
          command: 'RevokeStageFunds',
          data: { gate: release.gate, amount: unspent, reason },
        },
      ]
    : [];
