import { EXIT, type ExitCode } from '../exit';
import { printable } from './text';

/** What a refused request says (RFC 9457), as far as the CLI reads it. */
export interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly faults?: readonly { readonly pointer: string; readonly message: string }[];
  readonly correlationId?: string;
}

/** Plain words for a refused request, every fault on a line of its own. */
export function problemLines(status: number, problem: ProblemBody): readonly string[] {
  const said = printable(problem.detail ?? problem.title ?? `The answer was ${status}`);
  const faults = (problem.faults ?? []).map(({ pointer, message }) => `  ${printable(`${pointer || '/'} ${message}`)}`);
  const first = status === 409 && problem.code ? `Refused (${printable(problem.code)}): ${said}` : said;
  return [first, ...faults, ...adviceFor(status, problem)];
}

export function exitFor(status: number): ExitCode {
  if (status === 409 || status === 412) return EXIT.refused;
  if (status === 401 || status === 403 || status === 429 || status === 503) return EXIT.unreachable;
  return status >= 500 ? EXIT.fault : EXIT.usage;
}

function adviceFor(status: number, { correlationId }: ProblemBody): readonly string[] {
  if (status === 401) return ['The token is missing, has run out, or was signed by another installation.'];
  if (status === 412) return ['Somebody was first: look again, then decide again.'];
  if (status === 429 || status === 503) return ['Try again in a moment.'];
  return status >= 500 && correlationId ? [`The server’s log names it ${printable(correlationId)}.`] : [];
}
