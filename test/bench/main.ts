import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { quick, usual, type Bench, type Line, type Sizes } from './runner/bench';
import { judged, notRun, type Finding, type Judged } from './runner/finding';
import { lines } from './lines';
import { Peers } from './runner/peers';
import { markdownOf, reportOf, tableOf } from './runner/report';
import { Site } from './runner/site';

const USAGE = `npm run bench -- [line …] [options]
  --quick           smaller logs, shorter rounds: about 3 minutes instead of 15
  --json <file>     the findings as JSON
  --markdown <file> the table as docs/performance.md holds it
  --events <n>      events of the large log (default 1000000; 10000000 takes an hour)
  --served <n>      events of the log that a server is started on
  --seconds <s>     of a round
lines:
${lines.map(({ name, title }) => `  ${name.padEnd(17)} ${title}`).join('\n')}
`;

/** Runs the lines named (default: all), prints the table, and ends the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const asked = askedFor(argv);
  if (!asked) return;
  const site = new Site();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void site.clear().then(() => process.exit(signal === 'SIGINT' ? 130 : 143)));
  try {
    const report = await measured(asked.lines, asked.sizes, site);
    process.stdout.write(`${tableOf(report)}\n`);
    if (asked.json) writeFileSync(asked.json, `${JSON.stringify(report, null, 2)}\n`);
    if (asked.markdown) writeFileSync(asked.markdown, `${markdownOf(report)}\n`);
  } finally {
    await site.clear();
  }
  process.exit();
}

async function measured(chosen: readonly Line[], sizes: Sizes, site: Site) {
  const since = { load: loadavg()[0] ?? 0 };
  const say = (words: string): void => void process.stderr.write(`${words}\n`);
  const peers = new Peers(site, say);
  const findings: Judged[] = [];
  for (const line of chosen) {
    say(`${line.name}: ${line.title} …`);
    const own = site.within();
    for await (const finding of unbroken(line, { sizes, run: site, site: own, say, peers })) {
      findings.push(judged(finding));
      say(`  ${findings.at(-1)?.verdict.padEnd(8)} ${finding.what}`);
    }
    await own.clear();
  }
  return reportOf(since, sizes, findings);
}

/** A line that fails is said to, and the others are run all the same. */
async function* unbroken(line: Line, bench: Bench): AsyncGenerator<Finding> {
  try {
    yield* line.run(bench);
  } catch (error) {
    // Interrupted: the process ends when everything is cleared away, and until then nothing more is begun.
    if (bench.run.isOver) await new Promise(() => undefined);
    process.exitCode = 1;
    bench.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    yield notRun(line.name, line.title, `it failed: ${String(error).split('\n')[0] ?? ''}`);
  }
}

interface Asked {
  readonly lines: readonly Line[];
  readonly sizes: Sizes;
  readonly json?: string | undefined;
  readonly markdown?: string | undefined;
}

/** Undefined when there is nothing to run: help was asked for, or the arguments are wrong. */
function askedFor(argv: readonly string[]): Asked | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        quick: { type: 'boolean' },
        help: { type: 'boolean' },
        json: text,
        markdown: text,
        events: text,
        served: text,
        seconds: text,
      },
    });
    const unknown = positionals.filter((name) => !lines.some((line) => line.name === name));
    if (unknown.length > 0) throw new Error(`There is no line ${unknown.join(', ')}`);
    if (values.help) return void process.stdout.write(USAGE);
    const numbers = Object.entries({ events: values.events, served: values.served, seconds: values.seconds });
    const given = Object.fromEntries(numbers.flatMap(([name, value]) => (value ? [[name, Number(value)]] : [])));
    return {
      lines: positionals.length === 0 ? lines : lines.filter(({ name }) => positionals.includes(name)),
      sizes: { ...(values.quick ? quick : usual), ...given },
      json: values.json,
      markdown: values.markdown,
    };
  } catch (error) {
    process.exitCode = 2;
    return void process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
