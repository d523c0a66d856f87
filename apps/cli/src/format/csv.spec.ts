import { csvLines, textCell } from './csv';

describe('CSV', () => {
  it('lets no spreadsheet run a cell', () => {
    expect(['=1+1', '+1', '-1', '@a', '\tx', '＝1', 'a=b'].map(textCell)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@a",
      "'\tx",
      "'＝1",
      'a=b',
    ]);
  });
  it('quotes what needs it', () => {
    expect(csvLines([['a,b', 'c"d', 'e']])).toBe('"a,b","c""d",e\r\n');
  });
});
