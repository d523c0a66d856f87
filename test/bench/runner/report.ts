import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import Table from 'cli-table3';
import type { Goal, Judged } from './finding';

/** What a run says of itself, for whoever compares two. */
export interface Report {
  readonly at: string;
  readonly machine: string;
  readonly node: string;
  readonly commit: string;
  /** Load average of the last minute, at the start and at the end. */
  readonly load: readonly [number, number];
  readonly sizes: object;
  readonly findings: readonly Judged[];
}

/** The facts of a run; the commit has a `+` when the checkout differs from it. */
export function reportOf(since: { readonly load: number }, sizes: object, findings: readonly Judged[]): Report {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const load: Report['load'] = [since.load, loadavg()[0] ?? 0];
  return { at: new Date().toISOString(), machine, node: process.version, commit: commit(), load, sizes, findings };
}

/** As a table for people. */
export function tableOf({ at, machine, node, commit: revision, load, findings }: Report): string {
  const head = ['', 'what', 'figure', 'against', 'ratio', 'goal', 'verdict'];
  const table = new Table({ head, style: { head: [], border: [] }, colAligns: ['left', 'left', 'right'] });
  for (const finding of findings) table.push([...cells(finding)]);
  const notes = findings.flatMap(({ line, what, note }) => (note ? [`${line}, ${what}: ${note}`] : []));
  const loads = load.map((value) => value.toFixed(1)).join(' → ');
  return [`${at}  ${machine}  Node ${node}  commit ${revision}  load ${loads}`, table.toString(), ...notes].join('\n');
}

/** As a table for docs/performance.md. */
export function markdownOf({ findings }: Report): string {
  const rows = findings.map((finding) => `| ${cells(finding).join(' | ')} |`);
  const heads = '| line | what | figure | against | ratio | goal | verdict |';
  return [heads, '| --- | --- | --: | --- | --: | --- | --- |', ...rows].join('\n');
}

function cells({ line, what, figure, unit, against, ratio, goal, verdict }: Judged): readonly string[] {
  return [
    line,
    what,
    figure === null ? '–' : `${short(figure)} ${unit}`.trim(),
    against ? `${against.what}: ${short(against.figure)}` : '',
    ratio === null ? '' : `${short(ratio)} ×`,
    goal ? goalWords(goal, unit) : '',
    verdict,
  ];
}

const goalWords = (goal: Goal, unit: string): string => {
  const bound = 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
  return `${bound} ${goal.of === 'ratio' ? '×' : unit}`;
};

/** Three digits that count. */
function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value
    .toPrecision(3)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

function commit(): string {
  try {
    const git = (...args: readonly string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '-uno') === '' ? '' : '+'}`;
  } catch {
    return 'unknown';
  }
}
