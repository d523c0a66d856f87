import Table from 'cli-table3';
import { goals, verdictOf, type Finding, type Goal } from './goals';

/** The figures as people read them. */
export function tableOf(findings: readonly Finding[]): string {
  const table = new Table({ head: ['line', 'what', 'found', 'ours', 'against', 'goal', ''], style: { head: [] } });
  for (const finding of findings) table.push([...rowOf(finding)]);
  return table.toString();
}

/** The same as Markdown, for docs/performance.md. */
export const markdownOf = (findings: readonly Finding[]): string =>
  [
    '| line | what | found | ours | against | goal | |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...findings.map((finding) => `| ${rowOf(finding).join(' | ')} |`),
  ].join('\n');

function rowOf(finding: Finding): readonly string[] {
  const goal: Goal = goals[finding.goal];
  const head = [finding.goal.split('.')[0] ?? '', goal.what];
  const verdict = verdictOf(finding);
  if ('notRun' in finding) return [...head, '', finding.notRun, '', boundOf(goal), verdict];
  return [...head, amount(finding.value, goal), finding.ours, finding.against ?? '', boundOf(goal), verdict];
}

const boundOf = (goal: Goal): string =>
  goal.atLeast === undefined ? `≤ ${amount(goal.atMost ?? 0, goal)}` : `≥ ${amount(goal.atLeast, goal)}`;

const amount = (value: number, { unit }: Goal): string => `${Number(value.toPrecision(3))} ${unit}`;

/** Per second, short. */
export const rate = (perSecond: number): string =>
  perSecond >= 1_000 ? `${(perSecond / 1_000).toPrecision(3)}k/s` : `${Math.round(perSecond)}/s`;

/** Milliseconds, short. */
export const ms = (value: number): string => `${Number(value.toPrecision(3))} ms`;
