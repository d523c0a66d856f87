import { columnNamed, filled, renderTable } from './table';

const columns = ['key', 'name', 'wholeLifeCost', 'endsOn'].map(columnNamed);
const rows = [
  {
    key: 'hs2',
    name: 'High Speed Two, phase one and everything that goes with it',
    wholeLifeCost: { minor: '4260000000000', ccy: 'GBP' },
    endsOn: '2033-12-31',
  },
  { key: 'crossrail', name: 'Crossrail', wholeLifeCost: { minor: '1480000000050', ccy: 'GBP' }, endsOn: null },
];
const plain = { width: 80, colour: false };

describe('a table', () => {
  it('cuts texts, keeps amounts whole, lines numbers up at their end', () => {
    expect(renderTable(columns, rows, plain)).toBe(
      [
        'key        name                                        wholeLifeCost  endsOn',
        '─────────  ─────────────────────────────────────  ──────────────────  ──────────',
        'hs2        High Speed Two, phase one and everyt…  £42,600,000,000.00  2033-12-31',
        'crossrail  Crossrail                              £14,800,000,000.50  –',
      ].join('\n'),
    );
  });
  it('says which columns had no room', () => {
    expect(renderTable(columns, rows, { width: 52, colour: false }).split('\n').slice(4).join(' ')).toBe(
      '(no room for endsOn: --json has them)',
    );
  });
  it('is as wide as its texts in a pipe', () => {
    expect(renderTable(columns, rows, { width: null, colour: false })).toContain('everything that goes with it');
  });
  it('names the columns that say something', () => {
    expect(
      filled(
        ['key', 'endsOn', 'tags'],
        [
          { key: 'a', endsOn: null, tags: [] },
          { key: 'b', endsOn: '2030-01-01' },
        ],
      ),
    ).toEqual(['key', 'endsOn']);
  });
  it('keeps lines within the terminal', () => {
    const longest = (width: number) =>
      Math.max(
        ...renderTable(columns, rows, { width, colour: false })
          .split('\n')
          .slice(0, 4)
          .map((line) => line.length),
      );
    expect([60, 80, 100].filter((width) => longest(width) > width)).toEqual([]);
  });
  it('shows wide characters within their column', () => {
    const wide = renderTable(
      [columnNamed('a'), columnNamed('b')],
      [
        { a: '東京都港区', b: 'x' },
        { a: 'abcde', b: 'y' },
      ],
      plain,
    );
    expect(wide).toContain('abcde  y');
  });
});
