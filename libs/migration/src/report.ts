import type { Finding, ImportPlan, ReadFile, RefusedFile, Rounded, Unreadable } from './plan-types';
import type { ImportOutcome } from './run-types';

/** Everything to tell about an import, as plain JSON. */
export interface ImportReport {
  readonly source: string;
  readonly returns: readonly {
    readonly returnOn: string;
    readonly projects: number;
    readonly statements: number;
    readonly unreadable: number;
  }[];
  readonly files: readonly ReadFile[];
  readonly refusedFiles: readonly RefusedFile[];
  readonly heldBack: readonly string[];
  /** Every cell that could not be read. */
  readonly unreadable: readonly Unreadable[];
  /** Amounts finer than the minor unit, by file and column. */
  readonly rounded: readonly {
    readonly file: string;
    readonly column: string;
    readonly cells: number;
    readonly example: Rounded;
  }[];
  readonly findings: readonly Finding[];
  readonly outcome?: ImportOutcome;
  /** True if everything in the files was read and everything sent was accepted. Findings do not count. */
  readonly complete: boolean;
}

/** Plan and outcome as a report; without outcome it tells what was read. */
export function reportOf(plan: ImportPlan, outcome?: ImportOutcome): ImportReport {
  const { mapping, files, refusedFiles, heldBack, unreadable, findings } = plan;
  return {
    source: mapping.source,
    returns: plan.returns.map(({ returnOn, statements, record }) => ({
      returnOn,
      projects: record.members.length,
      statements: statements.length,
      unreadable: record.unreadable,
    })),
    files,
    refusedFiles,
    heldBack,
    unreadable,
    rounded: byColumn(plan.rounded),
    findings,
    ...(outcome ? { outcome } : {}),
    complete:
      refusedFiles.length === 0 &&
      unreadable.length === 0 &&
      plan.returns.every(
        ({ statements, record, complete }) => complete && statements.length === record.members.length,
      ) &&
      (outcome === undefined || (outcome.kind !== 'interrupted' && outcome.refused.length === 0)),
  };
}

function byColumn(rounded: readonly Rounded[]): ImportReport['rounded'] {
  const columns = new Map<string, Rounded[]>();
  for (const cell of rounded) {
    const key = JSON.stringify([cell.file, cell.column]);
    columns.set(key, [...(columns.get(key) ?? []), cell]);
  }
  return [...columns.values()].flatMap((cells) => {
    const [example] = cells;
    return example ? [{ file: example.file, column: example.column, cells: cells.length, example }] : [];
  });
}

const SHOWN_VALUE = 60;

/** The report in words, one line per matter. */
export function reportText(report: ImportReport): string {
  return [
    ...report.files.flatMap(fileLines),
    ...report.refusedFiles.flatMap(({ file, faults }) => faults.map((fault) => `${file}: nothing imported: ${fault}`)),
    ...report.heldBack.map((returnOn) => `return ${returnOn}: held back, because one of its files was refused`),
    ...report.returns.map(
      ({ returnOn, projects, statements }) => `return ${returnOn}: ${statements} of ${projects} projects to assert`,
    ),
    ...report.unreadable.map(
      ({ file, row, column, value, why }) => `${file} ${row}, ${brief(column)}: not read: "${brief(value)}" (${why})`,
    ),
    ...report.rounded.map(
      ({ file, column, cells, example }) =>
        `${file}, ${brief(column)}: ${cells} amounts rounded to the minor unit, such as ${example.value} to ${example.kept.minor}`,
    ),
    ...report.findings.map(({ file, row, message }) => `${file ? `${file} ${row ?? ''}: ` : ''}${message}`),
    ...(report.outcome ? outcomeLines(report.outcome) : []),
  ].join('\n');
}

const brief = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > SHOWN_VALUE ? `${line.slice(0, SHOWN_VALUE - 1)}…` : line;
};

const fileLines = ({ file, rows, skippedRows, unusedColumns, absentFields }: ReadFile): readonly string[] => [
  `${file}: ${rows} rows read, ${skippedRows} skipped`,
  ...unusedColumns.map((column) => `${file}: column not used: ${brief(column)}`),
  ...(absentFields.length > 0 ? [`${file}: has no column for ${absentFields.join(', ')}`] : []),
];

const endings = { done: 'done', dryRun: 'dry run, nothing sent', interrupted: 'interrupted; run it again to go on' };

const outcomeLines = (outcome: ImportOutcome): readonly string[] => [
  ...outcome.refused.map(({ command, id, code, words }) => `${command} ${id}: refused, ${code}: ${words}`),
  ...outcome.departed.map(({ projectId, returnOn }) => `${projectId}: no longer in the return of ${returnOn}`),
  ...outcome.withdrawn.map(
    ({ projectId, returnOn }) => `${projectId}: was read from the return of ${returnOn} before, is not now`,
  ),
  `${endings[outcome.kind]}: ${outcome.commands} commands, ${outcome.factsAdded} facts added, ${outcome.alreadySo} already so, ${outcome.refused.length} refused`,
];
