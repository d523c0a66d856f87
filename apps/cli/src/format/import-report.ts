import type { ImportOutcome, ImportPlan } from '@tabularium/migration';
import { csvLines, textCell } from './csv';
import { formatMoney } from './money';

const HEADINGS = ['kind', 'code', 'file', 'row', 'column', 'value', 'project', 'what'] as const;
type Line = Partial<Readonly<Record<(typeof HEADINGS)[number], string | number>>>;

type Sent = Pick<ImportOutcome, 'refused' | 'departed' | 'withdrawn'>;
type Told = Pick<ImportPlan, 'refusedFiles' | 'heldBack' | 'findings' | 'unreadable' | 'rounded'>;

/** Everything an import could not read, rounded, found, was refused or missed: one line each, for a spreadsheet. */
export function importCsv(plan: Told, outcome?: Sent): string {
  const lines: readonly Line[] = [
    ...plan.refusedFiles.flatMap(({ file, faults }) => faults.map((what) => ({ kind: 'file refused', file, what }))),
    ...plan.heldBack.map((value) => ({ kind: 'return held back', value, what: 'one of its files was refused' })),
    ...(outcome?.refused ?? []).map(({ code, command, id, words }) => ({
      kind: 'command refused',
      code,
      value: command,
      project: id,
      what: words,
    })),
    ...plan.findings.map(({ code, message, projectId, ...place }) => ({
      kind: 'finding',
      code,
      ...place,
      ...(projectId ? { project: projectId } : {}),
      what: message,
    })),
    ...plan.unreadable.map(({ why, ...place }) => ({ kind: 'unreadable', ...place, what: why })),
    ...plan.rounded.map(({ kept, ...place }) => ({ kind: 'rounded', ...place, what: `kept as ${formatMoney(kept)}` })),
    ...(outcome?.departed ?? []).map(absence('no longer in the return')),
    ...(outcome?.withdrawn ?? []).map(absence('taken back: an earlier reading named it')),
  ];
  return csvLines([
    [...HEADINGS],
    ...lines.map((line) => HEADINGS.map((heading) => textCell(String(line[heading] ?? '')))),
  ]);
}

/** What nobody may overlook: files, returns or commands that did not get in. */
export const matters = (plan: Told, outcome?: Sent): boolean =>
  plan.refusedFiles.length > 0 || plan.heldBack.length > 0 || (outcome?.refused.length ?? 0) > 0;

const absence =
  (what: string) =>
  ({ projectId, returnOn }: Sent['departed'][number]): Line => ({
    kind: 'absent',
    value: returnOn,
    project: projectId,
    what,
  });
