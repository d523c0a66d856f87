import { dateFormat, readDate } from './date';

const read = (text: string, formats: readonly string[], pivot?: number): string => {
  const reading = readDate(text, formats.map(dateFormat), pivot);
  return reading.is === 'value' ? reading.value : reading.is === 'unreadable' ? reading.why : reading.is;
};

const british = ['D/M/YYYY', 'D.M.YY', 'YYYY-MM-DD', 'D/M/YYYY h:mm:ss A', 'YYYY-MM-DD HH:mm:ss'];

describe('a date', () => {
  it.each([
    ['31/05/2010', '2010-05-31'],
    ['5/02/2016 5:00:00 PM', '2016-02-05'],
    ['2016-05-25 17:00:00', '2016-05-25'],
    ['2014-07-08', '2014-07-08'],
    ['29/02/2024', '2024-02-29'],
  ])('written %s is %s', (text, day) => {
    expect(read(text, british)).toBe(day);
  });
  it.each([
    ['30.06.08', '2008-06-30'],
    ['31.12.40', '2040-12-31'],
    ['17.03.97', '1997-03-17'],
    ['01.01.70', '1970-01-01'],
    ['01.01.69', '2069-01-01'],
  ])('with two digits %s lies within a hundred years of the pivot: %s', (text, day) => {
    expect(read(text, british, 1970)).toBe(day);
  });
  it('may name its month', () => {
    expect(read('3 March 2019', ['D MMMM YYYY'])).toBe('2019-03-03');
    expect(read('03-Sep-19', ['DD-MMM-YY'])).toBe('2019-09-03');
  });
  it.each(['1/012/2014', '29/02/2023', '31.06.21', '', 'TBD', '2014-7-8', '5/02/2016 25:00:00 PM', '31/05/2010x'])(
    'is not guessed at: "%s"',
    (text) => {
      expect(read(text, british)).toMatch(/^no day in the form/u);
    },
  );
  it('that reads as two days is not guessed at, one that reads as one day both ways is', () => {
    expect(read('03/04/2019', ['D/M/YYYY', 'M/D/YYYY'])).toBe('can be 2019-04-03 or 2019-03-04');
    expect(read('04/04/2019', ['D/M/YYYY', 'M/D/YYYY'])).toBe('2019-04-04');
  });
  it('needs a format with day, month, year and known letters', () => {
    expect(() => dateFormat('YYYY-MM')).toThrow('needs a day');
    expect(() => dateFormat('DD QQ YYYY')).toThrow('no token');
  });
});
