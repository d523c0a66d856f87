import type { ImportOutcome, ImportReport } from '@tabularium/migration';
import { columnNamed, renderTable, type Paper } from './table';
import { plural } from './text';

/** Lines of one kind shown at most; the file of --report holds all of them. */
const SHOWN = 20;

interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly object[];
}

/** An import on one screen: files, what could not be read, what was found, what was refused, how it ended. */
export const importText = (report: ImportReport, paper: Paper): string =>
  [
    ...[...reading(report), ...sending(report.outcome)]
      .filter(({ rows }) => rows.length > 0)
      .map((section) => sectionText(section, paper)),
    ...(report.outcome ? [ending(report.outcome)] : []),
  ].join('\n\n');

const reading = ({ files, refusedFiles, heldBack, unreadable, findings }: ImportReport): readonly Section[] => [
  { title: 'files read', columns: ['file', 'rows', 'skippedRows', 'returns', 'unusedColumns'], rows: files },
  {
    title: 'files refused',
    columns: ['file', 'why'],
    rows: refusedFiles.flatMap(({ file, faults }) => faults.map((why) => ({ file, why }))),
  },
  {
    title: 'returns held back, because one of their files was refused',
    columns: ['returnOn'],
    rows: heldBack.map((returnOn) => ({ returnOn })),
  },
  { title: 'cells not read', columns: ['file', 'row', 'column', 'value', 'why'], rows: unreadable },
  { title: 'findings', columns: ['code', 'file', 'row', 'projectId', 'message'], rows: findings },
];

const sending = (outcome: ImportOutcome | undefined): readonly Section[] => [
  { title: 'commands refused', columns: ['code', 'command', 'id', 'words'], rows: outcome?.refused ?? [] },
  { title: 'no longer in a return', columns: ['projectId', 'returnOn'], rows: outcome?.departed ?? [] },
  {
    title: 'taken back, because an earlier reading named them',
    columns: ['projectId', 'returnOn'],
    rows: outcome?.withdrawn ?? [],
  },
];

function sectionText({ title, columns, rows }: Section, paper: Paper): string {
  const shown = rows.slice(0, SHOWN).map((row) => ({ ...row }));
  const rest = rows.length - shown.length;
  const more = rest > 0 ? `\n… and ${plural(rest, 'more line')}; --report <file> holds all of them` : '';
  return `${title} (${rows.length})\n${renderTable(columns.map(columnNamed), shown, paper)}${more}`;
}

const words = { done: 'Done', dryRun: 'Dry run, nothing sent', interrupted: 'Interrupted' } as const;

const ending = ({ kind, commands, factsAdded, alreadySo, refused }: ImportOutcome): string =>
  kind === 'dryRun'
    ? `${words[kind]}: ${plural(commands, 'command')} would be`
    : `${words[kind]}: ${plural(commands, 'command')}, ${plural(factsAdded, 'fact')} added, ${alreadySo} already so, ${refused.length} refused`;
