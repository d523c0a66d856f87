import type { ImportOutcome, ImportReport } from '@tabularium/migration';
import { importText } from './import-text';

const paper = { width: 100, colour: false };
const outcome: ImportOutcome = {
  kind: 'done',
  commands: 3,
  factsAdded: 2,
  alreadySo: 1,
  refused: [],
  departed: [],
  withdrawn: [],
};
const report: ImportReport = {
  source: 'returns',
  returns: [],
  files: [
    {
      file: 'a.csv',
      sha256: 'x',
      rows: 2,
      skippedRows: 1,
      returns: ['2021-03-31'],
      unusedColumns: [],
      absentFields: [],
    },
  ],
  refusedFiles: [],
  heldBack: [],
  unreadable: [],
  rounded: [],
  findings: [],
  outcome,
  complete: true,
};
const cell = (row: number) => ({ file: 'a.csv', row, column: 'Cost', value: 'TBC', why: 'no amount' });

describe('the report of an import', () => {
  it('says what was read and how it ended, and nothing of what did not happen', () => {
    const text = importText(report, paper);
    expect(text).toContain('files read (1)');
    expect(text).toContain('Done: 3 commands, 2 facts added, 1 already so, 0 refused');
    expect(text).not.toContain('refused (');
  });
  it('shows the first cells that could not be read, and says how many more there are', () => {
    const many = { ...report, unreadable: Array.from({ length: 25 }, (_, n) => cell(n + 1)) };
    const text = importText(many, paper);
    expect(text).toContain('cells not read (25)');
    expect(text).toContain('and 5 more lines; --report <file> holds all of them');
  });
  it('tells a dry run apart', () => {
    expect(importText({ ...report, outcome: { ...outcome, kind: 'dryRun' } }, paper)).toContain(
      'Dry run, nothing sent: 3 commands would be',
    );
  });
});
