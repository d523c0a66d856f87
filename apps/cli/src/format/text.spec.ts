import { cut, plural, wrapped } from './text';

describe('text', () => {
  it('marks what was cut', () => {
    expect(cut('High Speed Two', 9)).toBe('High Spe…');
    expect(cut('High Speed', 10)).toBe('High Speed');
    expect(cut('High Speed Two', 6)).toBe('High…');
  });
  it('cuts between characters, not within one', () => {
    expect(cut('🚄🚄🚄', 2)).toBe('🚄…');
  });
  it('breaks lines at spaces and keeps long words whole', () => {
    expect(wrapped('one two three-and-a-half four', 8)).toEqual(['one two', 'three-and-a-half', 'four']);
  });
  it('counts', () => {
    expect([plural(1, 'row'), plural(1234, 'row'), plural(0, 'query', 'queries')]).toEqual([
      '1 row',
      '1,234 rows',
      '0 queries',
    ]);
  });
});
