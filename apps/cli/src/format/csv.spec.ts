import { csvColumns, csvLines, textCell } from './csv';

const types = { name: 'text', cost: 'money', ended: 'flag', tags: 'list' };
const row = (values: Readonly<Record<string, unknown>>) => ({ key: 'hs2', cause: 1, row: values });

describe('a view as CSV', () => {
  const columns = csvColumns(types, ['key', 'name', 'cost', 'ended', 'tags']);

  it('writes amounts as decimal and currency', () => {
    const filled = row({ name: 'HS2', cost: { minor: '-123450', ccy: 'GBP' }, ended: false, tags: ['a', 'b'] });
    expect(columns.map(({ heading }) => heading)).toEqual(['key', 'name', 'cost', 'cost.ccy', 'ended', 'tags']);
    expect(columns.map(({ of }) => of(filled))).toEqual(['hs2', 'HS2', '-1234.50', 'GBP', 'false', 'a; b']);
  });
  it('leaves empty what is not there', () => {
    expect(columns.map(({ of }) => of(row({})))).toEqual(['hs2', '', '', '', '', '']);
  });
  it('lets no spreadsheet run a cell', () => {
    expect(['=1+1', '+1', '-1', '@a', '\tx', 'a=b'].map(textCell)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@a",
      "'\tx",
      'a=b',
    ]);
  });
  it('quotes what needs it', () => {
    expect(csvLines([['a,b', 'c"d', 'e']])).toBe('"a,b","c""d",e\r\n');
  });
});
