import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, typescript } from './runner/child';
import { judged, notRun, type Finding } from './runner/finding';
import type { Report } from './runner/report';

const program = [...typescript, '-e', "void require('./test/bench/main.ts').main(process.argv.slice(1))", '--'];

describe('the runner of the benchmarks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabularium-bench-spec-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs the lines it is asked for, and says figure, limit, ratio, goal and verdict to people and programs', () => {
    const json = join(folder, 'bench.json');
    const said = execFileSync(process.execPath, [...program, 'dates', '--quick', '--events', '2000', '--json', json], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { findings, node, commit } = JSON.parse(readFileSync(json, 'utf8')) as Report;
    expect({ node, commit }).toEqual({
      node: process.version,
      commit: expect.stringMatching(/^([0-9a-f]+\+?|unknown)$/),
    });
    expect(findings.map(({ what }) => what)).toEqual(['one project', 'page of 50, sorted', 'totals']);
    for (const { figure, against, ratio, verdict, what } of findings) {
      expect(ratio).toBe((figure ?? 0) / (against?.figure ?? 0));
      expect(said).toMatch(new RegExp(`${what} .*newest: .*× .*≤ 1\\.5 ×.*${verdict}`));
    }
  }, 120_000);
});

describe('a verdict', () => {
  const finding: Finding = {
    line: 'append',
    what: 'append',
    unit: '/s',
    figure: 50,
    against: { what: 'bare', figure: 100 },
  };

  it.each([
    [{ of: 'ratio', atLeast: 0.5 }, 'reached'],
    [{ of: 'ratio', atLeast: 0.51 }, 'short'],
    [{ of: 'ratio', atMost: 0.5 }, 'reached'],
    [{ of: 'figure', atMost: 49 }, 'short'],
    [{ of: 'figure', atLeast: 50 }, 'reached'],
    [undefined, ''],
  ] as const)('of 50 beside 100 for the goal %j is «%s»', (goal, verdict) => {
    expect(judged({ ...finding, ...(goal && { goal }) })).toMatchObject({ ratio: 0.5, verdict });
  });

  it('is never «reached» for a figure that is none', () => {
    expect(judged({ ...finding, figure: Number.NaN, goal: { of: 'figure', atMost: 1 } }).verdict).toBe('short');
    expect(judged(notRun('append', 'append', 'no server')).verdict).toBe('not run');
  });
});
