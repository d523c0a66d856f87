import { given, pathOf } from './api';

describe('paths', () => {
  it('encode what would end a segment or a value', () => {
    expect(pathOf(['api', 'views', 'a/b?c#d'], [['name.like', 'R&D = 1']])).toBe(
      '/api/views/a%2Fb%3Fc%23d?name.like=R%26D+%3D+1',
    );
  });
  it('leave out what was not given, and keep what was given twice', () => {
    expect(given({ asOf: undefined, limit: '5' })).toEqual([['limit', '5']]);
    expect(
      pathOf(
        ['x'],
        [
          ['unit', 'a'],
          ['unit', 'b'],
        ],
      ),
    ).toBe('/x?unit=a&unit=b');
  });
});
