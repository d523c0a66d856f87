import type { ImportOutcome, ImportPlan } from '@tabularium/migration';
import { importCsv, matters } from './import-report';

type Told = Parameters<typeof importCsv>[0];
const nothing: Told = { refusedFiles: [], heldBack: [], findings: [], unreadable: [], rounded: [] };
const outcome: Pick<ImportOutcome, 'refused' | 'departed' | 'withdrawn'> = {
  departed: [{ projectId: 'eagle', returnOn: '2021-03-31' }],
  withdrawn: [],
  refused: [{ command: 'AssertLegacyFacts', id: 'hs2', code: 'CLOSED', words: 'It is closed' }],
};
const unreadable: ImportPlan['unreadable'] = [
  { file: 'a.csv', row: 7, column: 'Cost', value: '=TBC', why: 'no amount' },
];

describe('the report as a file', () => {
  it('has one line per matter, safe to open in a spreadsheet', () => {
    expect(importCsv({ ...nothing, unreadable }, outcome)).toBe(
      [
        'kind,code,file,row,column,value,project,what',
        'command refused,CLOSED,,,,AssertLegacyFacts,hs2,It is closed',
        "unreadable,,a.csv,7,Cost,'=TBC,,no amount",
        'absent,,,,,2021-03-31,eagle,no longer in the return',
        '',
      ].join('\r\n'),
    );
  });
  it('counts as a matter what did not get in, not what could not be read', () => {
    expect([
      matters({ ...nothing, unreadable }),
      matters(nothing, outcome),
      matters({ ...nothing, heldBack: ['2021-03-31'] }),
    ]).toEqual([false, true, true]);
  });
});
