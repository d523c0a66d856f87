import { compare } from '@tabularium/kernel';
import type { ProjectCommands } from '@tabularium/portfolio/contract';
import type { Mapping, Rung } from './mapping';
import { FINDINGS, type Finding, type FindingCode, type ProjectStatement } from './plan-types';
import { readMoney } from './readers/money';

type Assertion = ProjectCommands['AssertLegacyFacts'];
type Found = { readonly code: FindingCode; readonly detail: string };
type Check = (assertion: Assertion, mapping: Mapping) => readonly Found[];

export const finding = (code: FindingCode, detail: string, more: Omit<Finding, 'code' | 'message'> = {}): Finding => ({
  code,
  message: `${FINDINGS[code]}: ${detail}`,
  ...more,
});

/** What is odd about a statement that is imported all the same: it is what the record says. */
export const oddities = ({ projectId, data }: ProjectStatement, mapping: Mapping): readonly Finding[] =>
  checks.flatMap((check) =>
    check(data, mapping).map(({ code, detail }) =>
      finding(code, detail, { file: data.file, row: data.row, projectId }),
    ),
  );

const datesReversed: Check = ({ profile: { startsOn, endsOn } }) =>
  startsOn !== undefined && endsOn !== undefined && endsOn < startsOn
    ? [{ code: 'DATES_REVERSED', detail: `${startsOn} to ${endsOn}` }]
    : [];

const milestoneOrder: Check = ({ milestones }, { milestoneOrder: orders = [] }) =>
  orders.flatMap((order) => {
    const dated = order.flatMap((name) => milestones.filter(({ milestone }) => milestone === name));
    return dated.flatMap((reached, at) => {
      const before = dated[at - 1];
      if (!before || reached.on >= before.on) return [];
      const detail = `${reached.milestone} ${reached.on}, ${before.milestone} ${before.on}`;
      return [{ code: 'MILESTONES_OUT_OF_ORDER', detail } as const];
    });
  });

const authority: Check = ({ approval }, { approval: rule, portfolio }) => {
  const ladder = rule?.ladder;
  if (!approval || !ladder) return [];
  const rung = ladder.find(({ body }) => body === approval.body);
  if (!rung) return [{ code: 'APPROVER_UNKNOWN', detail: approval.body }];
  if (covers(rung, approval.amount, portfolio.currency)) return [];
  const competent = ladder.find((other) => covers(other, approval.amount, portfolio.currency))?.body ?? 'nobody';
  const detail = `${approval.body} (up to ${rung.upTo ?? ''}) approved ${approval.amount.minor} minor units; competent: ${competent}`;
  return [{ code: 'APPROVER_BELOW_LIMIT', detail }];
};

function covers({ upTo }: Rung, amount: NonNullable<Assertion['approval']>['amount'], currency: string): boolean {
  if (upTo === undefined) return true;
  const limit = readMoney(upTo, {}, currency);
  return limit.is === 'value' && compare(amount, limit.value) <= 0;
}

const checks: readonly Check[] = [datesReversed, milestoneOrder, authority];
