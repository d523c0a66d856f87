import { tableOf } from './table';

const csv = (text: string): Uint8Array => Buffer.from(text);

describe('a delimited file', () => {
  it('has headers and records, numbered as a spreadsheet does', () => {
    expect(tableOf(csv('Name;Cost\r\n"A; B";1\n"two\nlines";2\n'), { delimiter: ';' })).toEqual({
      headers: ['Name', 'Cost'],
      records: [
        { row: 2, cells: ['A; B', '1'] },
        { row: 3, cells: ['two\nlines', '2'] },
      ],
    });
  });
  it('may hold one project per column', () => {
    expect(tableOf(csv('Name,A,B,\nCost,1\n,,,\n'), { orientation: 'columns' })).toEqual({
      headers: ['Name', 'Cost', ''],
      records: [
        { row: 2, cells: ['A', '1', ''] },
        { row: 3, cells: ['B', '', ''] },
        { row: 4, cells: ['', '', ''] },
      ],
    });
  });
  it('may have lines above its headers', () => {
    const table = tableOf(csv('Portfolio report\n\nName\nA'), { headerRow: 3 });
    expect(table).toEqual({ headers: ['Name'], records: [{ row: 4, cells: ['A'] }] });
  });
  it('is refused when it ends within quotes, lacks the header row, or is a workbook', () => {
    expect(() => tableOf(csv('Name\n"A'), {})).toThrow('Quote Not Closed');
    expect(() => tableOf(csv('Name'), { headerRow: 3 })).toThrow('has no row 3');
    expect(() => tableOf(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14]), {})).toThrow('save each sheet as CSV');
  });
});
